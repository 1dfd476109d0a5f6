import 'server-only';
import { refusalFor } from '../../domain/access.ts';
import type { ApiTokenList } from '../../domain/api-token.ts';
import type { Context, Principal } from '../context.ts';
import { describeToken } from './api-token-row.ts';
import { authorise } from './authorise.ts';

/** One's own tokens; whoever manages people sees everybody's. Newest first, with those that no longer work. */
export async function listTokens(context: Context): Promise<ApiTokenList> {
  authorise(context, 'tokens.own');
  const { principal, store, clock } = context;
  const userId = principal.kind === 'user' ? principal.id : null;
  let query = store.read.selectFrom('api_tokens').selectAll().orderBy('created_at', 'desc').limit(1000);
  if (!managesAll(principal)) query = query.where('user_id', '=', userId ?? '');
  const rows = await query.execute();
  return { items: rows.map((row) => describeToken(row, userId, clock.now())) };
}

/** Whether somebody may see and revoke what others made. */
export function managesAll(principal: Principal): boolean {
  if (principal.kind === 'command-line') return true;
  return principal.kind === 'user' && refusalFor(principal, 'users.manage') === null;
}
