import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Permission } from '../../domain/access.ts';
import { checkPermission } from '../check-permission.ts';
import type { Context, Principal } from '../context.ts';
import { StandingError } from '../errors.ts';
import { withoutSecrets } from '../log-redaction.ts';
import { standing } from '../standing.ts';
import { type Answer, toResponse } from './answer.ts';
import { checkOrigin } from './check-origin.ts';
import { CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER } from './inside-headers.ts';
import { parseBody, parseQuery, parseWith, type Schema } from './parse-request.ts';
import { failureOf, problemResponse } from './problem.ts';

/**
 * Who may call it at all; a route without one does not compile. `anyone`: also before signing in (sign-in itself, health).
 * `signed-in`: whatever the role (one's own sessions). The verb still asks for itself: it has other doors too.
 */
export type RouteAccess = 'anyone' | 'signed-in' | Permission;

export interface RouteOptions<Query, Body, Params> {
  access: RouteAccess;
  query?: Schema<Query>;
  body?: Schema<Body>;
  /** Of a dynamic segment, such as `/api/acts/[id]`. */
  params?: Schema<Params>;
}

export interface Call<Query, Body, Params> {
  context: Context;
  query: Query;
  body: Body;
  params: Params;
  request: Request;
  requestId: string;
}

/** What Next gives a route handler beside the request. */
interface Segments {
  params: Promise<Record<string, string | string[] | undefined>>;
}

export interface RouteHandler {
  (request: Request, segments: Segments): Promise<Response>;
  /** For the tests of every route × method × role, and of the API's description. */
  access?: RouteAccess;
  takes?: { query?: object | undefined; body?: object | undefined; params?: object | undefined };
}

/**
 * Wraps one method of one route: request id, origin check of writes, principal, query and body parsed by their
 * schemas, the verb, JSON with an entity tag, problem+json for every failure. Nothing else belongs in a route file.
 *
 *     export const { GET, POST, … } = methods({ GET: route({ access: 'entities.read', query: schema }, async ({ context, query }) => …) });
 */
export function route<Query = undefined, Body = undefined, Params = undefined>(
  options: RouteOptions<Query, Body, Params>,
  handler: (call: Call<Query, Body, Params>) => Promise<Answer> | Answer,
): RouteHandler {
  const answer: RouteHandler = async (request, segments) => {
    const requestId = request.headers.get(REQUEST_ID_HEADER) ?? randomUUID();
    let principal: Principal = { kind: 'anonymous' };
    try {
      const { config, sessions, contextFor } = standing();
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (!isRead && !carriesTokenAlone(request.headers)) checkOrigin(request.headers, config.url);
      principal = await sessions.principalOf(request.headers);
      admit(principal, options.access);
      const call = {
        request,
        requestId,
        context: contextFor(principal, { requestId, clientAddress: request.headers.get(CLIENT_ADDRESS_HEADER) }),
        query: options.query === undefined ? undefined : parseQuery(options.query, request.url),
        body: options.body === undefined ? undefined : await parseBody(options.body, request),
        params: options.params === undefined ? undefined : parseWith(options.params, await segments.params),
      } as Call<Query, Body, Params>;
      return toResponse(await handler(call), request, requestId);
    } catch (error) {
      noteRefusal(error, principal, request);
      return refuse(error, request, requestId);
    }
  };
  answer.access = options.access;
  answer.takes = { query: options.query, body: options.body, params: options.params };
  return answer;
}

function admit(principal: Principal, access: RouteAccess): void {
  if (access === 'anyone') return;
  if (principal.kind === 'anonymous') {
    throw new StandingError('not-signed-in', 'You are not signed in, or your session ended. Sign in and repeat it.');
  }
  if (access !== 'signed-in') checkPermission(principal, access);
  else if (principal.kind === 'token' || principal.kind === 'share-link') {
    throw new StandingError('not-permitted', "This concerns a person's own session; sign in and do it there.");
  }
}

/** A page of another site can send neither header of its own accord; with a cookie beside it the origin counts again. */
function carriesTokenAlone(headers: Headers): boolean {
  return headers.has('authorization') && !headers.has('cookie');
}

/** What somebody may not is counted for the audit, once a minute and network. */
function noteRefusal(error: unknown, principal: Principal, request: Request): void {
  // Somebody may have put a token into the address by mistake.
  const path = String(withoutSecrets(new URL(request.url).pathname.slice(0, 200)));
  const failure = failureOf(error);
  standing().refusals.note({
    principal,
    route: `${request.method} ${path}`,
    code: failure.code,
    account: failure.details.account ?? null,
    clientAddress: request.headers.get(CLIENT_ADDRESS_HEADER),
  });
}

/** One line in the log for every refusal, with its request id; the whole error only where it is unknown to us. */
export function refuse(error: unknown, request: Request, requestId: string): Response {
  const failure = failureOf(error);
  const fields = {
    requestId,
    method: request.method,
    // Without the query: it may hold what an operator searched for.
    path: new URL(request.url).pathname,
    status: failure.status,
    code: failure.code,
  };
  const log = standing().log;
  if (failure.code === 'internal') log.error({ ...fields, err: error }, 'A request failed');
  else if (failure.status >= 500) log.warn({ ...fields, detail: failure.message }, 'A request could not be served');
  else log.info({ ...fields, detail: failure.message }, 'A request was refused');
  return problemResponse(failure, requestId);
}
