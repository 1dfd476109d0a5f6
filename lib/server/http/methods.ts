import 'server-only';
import { randomUUID } from 'node:crypto';
import { StandingError } from '../errors.ts';
import { REQUEST_ID_HEADER } from './inside-headers.ts';
import { refuse, type RouteHandler } from './route.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
type Method = (typeof METHODS)[number];

/**
 * Completes a route file: the methods it has, HEAD from GET (without the body), OPTIONS, and problem+json 405 with
 * `Allow` for the rest (Next alone would answer an empty body).
 *
 *     export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: route(…) });
 */
export function methods(handlers: Partial<Record<Exclude<Method, 'HEAD' | 'OPTIONS'>, RouteHandler>>) {
  const { GET } = handlers;
  const given = METHODS.filter((method) => method in handlers || (method === 'HEAD' && GET) || method === 'OPTIONS');
  const allow = given.join(', ');
  const missing: RouteHandler = async (request) => {
    const requestId = request.headers.get(REQUEST_ID_HEADER) ?? randomUUID();
    const message = `${request.method} is not possible here; ${allow} is.`;
    const response = refuse(new StandingError('method-not-allowed', message), request, requestId);
    response.headers.set('allow', allow);
    return response;
  };
  const head: RouteHandler = async (request, segments) => {
    const { status, headers, body } = await (GET ?? missing)(request, segments);
    // Nobody will read it; a stream would stay open for ever.
    await body?.cancel();
    return new Response(null, { status, headers });
  };
  const options: RouteHandler = async () => new Response(null, { status: 204, headers: { allow } });
  const all: Record<Method, RouteHandler> = {
    GET: GET ?? missing,
    HEAD: head,
    POST: handlers.POST ?? missing,
    PUT: handlers.PUT ?? missing,
    PATCH: handlers.PATCH ?? missing,
    DELETE: handlers.DELETE ?? missing,
    OPTIONS: options,
  };
  return all;
}
