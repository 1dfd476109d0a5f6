import 'server-only';
import { pages } from '../../domain/paths.ts';
import { singleSignOnSchema } from '../../domain/session.ts';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import { withAuthTables } from '../store/auth-tables.ts';
import { insideHeaders, outsideHeaders } from './answer-auth-request.ts';
import type { AuthParts } from './handle-auth.ts';
import { recordAudit } from './record-audit.ts';
import { CALLBACK_PATH, duringSignInElsewhere, type OidcSettings, providerIdOf } from './sign-in-elsewhere.ts';

export const BEGIN_PATH = '/api/auth/sign-in/sso';

/**
 * The two requests of signing in with the identity provider: where to send the browser, and its way back. Null where
 * the request is neither.
 */
export async function handleElsewhere(
  parts: AuthParts,
  settings: OidcSettings,
  request: Request,
  context: Context,
): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  if (request.method === 'POST' && pathname === BEGIN_PATH) return await begin(parts, settings, request, context);
  if (request.method === 'GET' && pathname === CALLBACK_PATH) return await comeBack(parts, settings, request, context);
  return null;
}

async function begin(parts: AuthParts, settings: OidcSettings, request: Request, context: Context): Promise<Response> {
  const parsed = singleSignOnSchema.safeParse(await request.json().catch(() => null));
  if (!parsed.success) throw new StandingError('invalid-input', 'next: takes the address to come back to.');
  await parts.attempts.begin({ purpose: 'elsewhere', account: null, address: context.clientAddress });
  const baseUrl = parts.auth.context.options.baseURL ?? '';
  const { next } = parsed.data;
  const answer = await parts.auth.auth.handler(
    new Request(`${baseUrl}/api/auth/sign-in/social`, {
      method: 'POST',
      headers: insideHeaders(request, baseUrl, parts.clientAddressHeader),
      body: JSON.stringify({
        provider: providerIdOf(settings),
        callbackURL: `${baseUrl}${next}`,
        errorCallbackURL: `${baseUrl}${pages.login(next)}`,
        disableRedirect: true,
      }),
    }),
  );
  if (answer.status === 404) {
    throw new StandingError(
      'idp-unreachable',
      `${settings.name} cannot be reached now. Try again, or ask whoever runs it.`,
    );
  }
  if (!answer.ok) throw new Error(`The sign-in library answered ${answer.status} to the begin of a sign-in elsewhere`);
  const { url } = (await answer.json()) as { url: string };
  return new Response(JSON.stringify({ url }), { headers: outsideHeaders(answer) });
}

async function comeBack(
  parts: AuthParts,
  settings: OidcSettings,
  request: Request,
  context: Context,
): Promise<Response> {
  const { attempts, auth, clientAddressHeader } = parts;
  const attempt = await attempts.begin({ purpose: 'elsewhere', account: null, address: context.clientAddress });
  const baseUrl = auth.context.options.baseURL ?? '';
  const { search } = new URL(request.url);
  const inside = new Request(`${baseUrl}/api/auth/callback/${providerIdOf(settings)}${search}`, {
    headers: insideHeaders(request, baseUrl, clientAddressHeader),
  });
  const { value: answer, role } = await duringSignInElsewhere(() => auth.auth.handler(inside));
  const location = answer.headers.get('location') ?? baseUrl;
  // Whatever the library answers, nobody is sent off this site.
  if (new URL(location, baseUrl).origin !== new URL(baseUrl).origin) throw new Error('A sign-in led to another site');
  const headers = outsideHeaders(answer);
  headers.delete('content-type');
  headers.set('location', location);
  const token = tokenIn(answer, auth.cookieName);
  if (token !== null) {
    await settle(parts, context, token, role);
    await attempt.succeeded();
  }
  return new Response(null, { status: 302, headers });
}

function tokenIn(answer: Response, cookieName: string): string | null {
  const cookie = answer.headers.getSetCookie().find((header) => header.startsWith(`${cookieName}=`));
  const value = decodeURIComponent(cookie?.slice(cookieName.length + 1).split(';')[0] ?? '').split('.')[0] ?? '';
  return value === '' ? null : value;
}

/**
 * Gives the person the role that the provider says now, and ends what was open under another one. The session is new;
 * nobody holds its cookie before this is done.
 */
async function settle(parts: AuthParts, context: Context, token: string, role: string | null): Promise<void> {
  const ended = await context.store.write(async (transaction) => {
    const tables = withAuthTables(transaction);
    const person = await tables
      .selectFrom('auth_sessions')
      .innerJoin('auth_users', 'auth_users.id', 'auth_sessions.userId')
      .select(['auth_users.id', 'email', 'role', 'auth_sessions.id as sessionId'])
      .where('token', '=', token)
      .executeTakeFirstOrThrow();
    if (role === null) {
      await tables.deleteFrom('auth_sessions').where('userId', '=', person.id).execute();
      return null;
    }
    const changed = person.role !== role;
    if (changed) await tables.updateTable('auth_users').set({ role }).where('id', '=', person.id).execute();
    const before = context.principal.kind === 'user' ? context.principal.sessionId : '';
    const old = tables.deleteFrom('auth_sessions').where('id', '!=', person.sessionId);
    const gone = await (changed ? old.where('userId', '=', person.id) : old.where('id', '=', before))
      .returning('id')
      .execute();
    await recordAudit(transaction, context, {
      kind: 'outcome',
      action: 'session.sign-in-elsewhere',
      target: person.email,
      ...(changed ? { before: person.role, after: role } : {}),
    });
    return gone.map(({ id }) => id);
  });
  if (ended === null) {
    throw new StandingError(
      'not-permitted',
      'Your account there gives you no role here any more. Ask an administrator.',
    );
  }
  parts.forget(ended);
}
