import 'server-only';
import { randomUUID } from 'node:crypto';
import { narrower } from '../../domain/access.ts';
import type { CreateToken, IssuedToken } from '../../domain/api-token.ts';
import type { Context, Principal } from '../context.ts';
import { conflict, notFound, StandingError } from '../errors.ts';
import type { ApiTokenTable } from '../store/schema.ts';
import { describeToken, hashOfApiToken, makeApiToken } from './api-token-row.ts';
import { authorise } from './authorise.ts';
import { recordAudit } from './record-audit.ts';
import { storedConnectionIds } from './stored-access.ts';

const DAY_MS = 86_400_000;
const MOST_ACTIVE = 100;

/**
 * Makes a token for a program of whoever asks, with no more than they may themselves. Only its hash is kept.
 * @returns the token, this once.
 * @throws StandingError `not-permitted` for a higher role, `connection-not-found`, `conflict` for too many.
 */
export async function createToken(context: Context, input: CreateToken): Promise<IssuedToken> {
  authorise(context, 'tokens.own');
  const user = personOf(context.principal);
  if (narrower(input, user).role !== input.role) {
    throw new StandingError('not-permitted', `A token may not do more than you: your role is ${user.role}.`);
  }
  await checkConnections(context, input.connectionIds);
  const token = makeApiToken();
  const now = context.clock.now();
  const row: ApiTokenTable = {
    id: randomUUID(),
    token_hash: hashOfApiToken(token),
    hint: token.slice(-4),
    name: input.name,
    role: input.role,
    connection_ids: storedConnectionIds(input.connectionIds),
    user_id: user.id,
    created_by: user.email,
    created_at: now,
    expires_at: now + input.expiresInDays * DAY_MS,
    last_used_at: null,
    revoked_at: null,
  };
  await context.store.write(async (transaction) => {
    const active = await transaction
      .selectFrom('api_tokens')
      .select((e) => e.fn.countAll<number | string>().as('count'))
      .where('user_id', '=', user.id)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow();
    if (Number(active.count) >= MOST_ACTIVE) {
      throw conflict(`You have ${MOST_ACTIVE} tokens that work. Revoke one that no program uses any more.`);
    }
    await transaction.insertInto('api_tokens').values(row).execute();
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'token.create',
      target: row.id,
      after: `${row.name}: ${row.role}, ${scopeWords(input)}, until ${new Date(row.expires_at).toISOString()}`,
    });
  });
  return { ...describeToken(row, user.id, now), token };
}

function personOf(principal: Principal): Extract<Principal, { kind: 'user' }> {
  if (principal.kind === 'user') return principal;
  throw new StandingError('demo-only-reads', 'Nobody signs in here, so a token would open nothing.');
}

/** Through the caller's own view: a connection they may not see does not exist. */
async function checkConnections({ store }: Context, ids: readonly string[] | null): Promise<void> {
  if (ids === null) return;
  const known = await store.read
    .selectFrom('connections')
    .select('id')
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .execute();
  const unknown = ids.find((id) => !known.some((row) => row.id === id));
  if (unknown !== undefined) throw notFound('connection', unknown);
}

function scopeWords({ connectionIds }: CreateToken): string {
  return connectionIds === null ? 'all connections of its owner' : `connections ${connectionIds.join(', ')}`;
}
