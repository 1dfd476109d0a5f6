import 'server-only';
import * as z from 'zod/mini';
import { StandingError } from '../errors.ts';
import type { AuthPath } from './auth-paths.ts';
import type { Auth } from './create-auth.ts';

export interface AuthAnswer {
  response: Response;
  /** Whom the library says it was about, where it says so: somebody who has just signed in, or proved a code. */
  user: { id: string; email: string } | null;
}

const aboutSchema = z.object({ user: z.object({ id: z.string(), email: z.string() }) });

/**
 * Passes one request on to the sign-in library. The route wrapper has checked the origin before. The library gets a
 * request made here, with the headers it needs and no others, so that nothing of the outside steers it.
 * @throws StandingError for everything the library refuses: callers see our codes, never its own.
 */
export async function answerAuthRequest(
  { auth, context }: Auth,
  request: Request,
  { path, body, clientAddressHeader }: { path: AuthPath; body: object; clientAddressHeader: string },
): Promise<AuthAnswer> {
  const baseUrl = context.options.baseURL ?? '';
  const answer = await auth.handler(
    new Request(`${baseUrl}${new URL(request.url).pathname}`, {
      method: 'POST',
      headers: insideHeaders(request, baseUrl, clientAddressHeader),
      body: JSON.stringify({ ...body, ...path.with }),
    }),
  );
  if (!answer.ok) throw await refusalOf(answer, path);
  const said: unknown = await answer.json();
  const about = z.safeParse(aboutSchema, said);
  const response = new Response(JSON.stringify(path.reshape(said)), { headers: outsideHeaders(answer) });
  return { response, user: about.success ? about.data.user : null };
}

export function insideHeaders(request: Request, baseUrl: string, clientAddressHeader: string): Headers {
  const headers = new Headers({ 'content-type': 'application/json', origin: baseUrl });
  for (const name of ['cookie', 'user-agent', clientAddressHeader]) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

/** Of the library's answer the cookies and nothing else. */
export function outsideHeaders(answer: Response): Headers {
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie);
  return headers;
}

const refusedSchema = z.object({ code: z.optional(z.string()) });

/** The same words for an unknown address and a wrong password. */
async function refusalOf(answer: Response, path: AuthPath): Promise<StandingError> {
  const text = await answer.text();
  const said = z.safeParse(refusedSchema, parseJson(text));
  const code = (said.success ? said.data.code : undefined) ?? '';
  if (answer.status === 429 || code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE') {
    const message = 'Too many wrong codes. Wait 15 minutes, then sign in again.';
    return new StandingError('too-many-requests', message, { retryAfterSeconds: 900 });
  }
  if (code === 'INVALID_TWO_FACTOR_COOKIE') {
    return new StandingError('not-signed-in', 'This sign-in took too long or was refused. Begin again.');
  }
  if (code === 'TOTP_ALREADY_ENABLED') return new StandingError('conflict', 'A second factor is set up already.');
  if (answer.status === 401 || answer.status === 400) {
    return new StandingError(path.signedIn ? 'not-permitted' : 'not-signed-in', path.wrong);
  }
  if (answer.status === 403) return new StandingError('cross-origin', 'This request came from another site.');
  throw new Error(`The sign-in library answered ${answer.status}: ${text.slice(0, 200)}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
