import 'server-only';
import * as z from 'zod/mini';
import type { Context } from '../context.ts';
import { isStandingError, StandingError } from '../errors.ts';
import { withAuthTables } from '../store/auth-tables.ts';
import { answerAuthRequest } from './answer-auth-request.ts';
import { AUTH_PATHS, type AuthPath } from './auth-paths.ts';
import type { Attempts } from './count-attempts.ts';
import type { Auth } from './create-auth.ts';
import { recordAudit } from './record-audit.ts';

export interface AuthParts {
  auth: Auth;
  attempts: Attempts;
  clientAddressHeader: string;
  forget(sessionIds: readonly string[]): void;
}

/**
 * Answers one request under `/api/auth/`: only what is on the list of open paths, parsed by us, counted before it is
 * tried, and written down when it worked.
 * @throws StandingError
 */
export async function handleAuth(parts: AuthParts, request: Request, context: Context): Promise<Response> {
  const { pathname } = new URL(request.url);
  const path = Object.hasOwn(AUTH_PATHS, pathname) ? AUTH_PATHS[pathname] : undefined;
  if (path === undefined || request.method !== 'POST') {
    throw new StandingError('not-found', 'There is nothing at this address.');
  }
  const { principal } = context;
  if (path.signedIn && principal.kind !== 'user') {
    throw new StandingError('not-signed-in', 'You are not signed in, or your session ended. Sign in and repeat it.');
  }
  const body = await bodyOf(request, path);
  const account = accountOf(context, body);
  try {
    const attempt =
      path.counts === undefined
        ? null
        : await parts.attempts.begin({ purpose: path.counts, account, address: context.clientAddress });
    const { response, user } = await answerAuthRequest(parts.auth, request, { ...parts, path, body });
    await refuseReplay(parts, user, body);
    await attempt?.succeeded();
    await record(parts, context, path, user);
    return response;
  } catch (error) {
    if (isStandingError(error) && account !== null) error.details.account = account;
    throw error;
  }
}

async function bodyOf(request: Request, path: AuthPath): Promise<object> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new StandingError('unsupported-media-type', 'The body must be JSON, with the content type application/json.');
  }
  const parsed = z.safeParse(path.body, await request.json().catch(() => null));
  if (parsed.success && typeof parsed.data === 'object' && parsed.data !== null) return parsed.data;
  const fields = (parsed.error?.issues ?? []).map((issue) => ({
    field: issue.path.map(String).join('.'),
    message: issue.message,
  }));
  const [first] = fields;
  throw new StandingError('invalid-input', `${first?.field || 'The body'}: ${first?.message ?? 'takes JSON'}.`, {
    fields,
  });
}

function accountOf({ principal }: Context, body: object): string | null {
  if ('email' in body && typeof body.email === 'string') return body.email;
  return principal.kind === 'user' ? principal.email : null;
}

/** A code is good for one sign-in: whoever looked over a shoulder has no use of it. */
async function refuseReplay(parts: AuthParts, user: AuthAnswerUser, body: object): Promise<void> {
  if (user === null || !('code' in body) || typeof body.code !== 'string') return;
  if (await parts.attempts.firstUse(user.id, body.code)) return;
  const { internalAdapter } = parts.auth.context;
  const newest = (await internalAdapter.listSessions(user.id)).toSorted(
    (a, b) => new Date(b.createdAt).getTime() - new Date(a.createdAt).getTime(),
  )[0];
  if (newest !== undefined) await internalAdapter.deleteSession(newest.token);
  throw new StandingError('not-signed-in', 'This code was used before. Wait for the next one.');
}

type AuthAnswerUser = { id: string; email: string } | null;

/** One row in the audit, and the end of the session that was open before: its id does not outlive a sign-in. */
async function record(parts: AuthParts, context: Context, path: AuthPath, user: AuthAnswerUser): Promise<void> {
  const { principal } = context;
  if (user === null && principal.kind !== 'user') return;
  const before = principal.kind === 'user' ? principal.sessionId : null;
  const isSignIn = !path.signedIn && user !== null;
  const ended = await context.store.write(async (transaction) => {
    await recordAudit(transaction, context, {
      kind: 'outcome',
      action: path.action,
      target: user?.email ?? (principal.kind === 'user' ? principal.email : null),
    });
    if (!isSignIn || before === null || path.action === 'session.second-factor') return null;
    await withAuthTables(transaction).deleteFrom('auth_sessions').where('id', '=', before).execute();
    return before;
  });
  if (ended !== null) parts.forget([ended]);
}
