import 'server-only';
import * as z from 'zod/mini';
import { signInSchema } from '../../domain/session.ts';
import { StandingError } from '../errors.ts';
import type { Auth } from './create-auth.ts';

/** What of `/api/auth/…` is open. Everything else the library could answer stays shut until a verb needs it. */
const OPEN = { '/api/auth/sign-in/email': 'sign-in', '/api/auth/sign-out': 'sign-out' } as const;
type OpenPath = keyof typeof OPEN;

const signInAnswerSchema = z.object({ user: z.object({ id: z.string(), email: z.string(), name: z.string() }) });

export interface AuthAnswer {
  response: Response;
  signedIn: z.infer<typeof signInAnswerSchema>['user'] | null;
}

/**
 * Passes one request on to the sign-in library. The route wrapper has checked the origin before. The library gets a
 * request made here, with the headers it needs and no others, so that nothing of the outside steers it.
 * @throws StandingError for everything the library refuses: callers see our codes, never its own.
 */
export async function answerAuthRequest(
  { auth, context }: Auth,
  request: Request,
  clientAddressHeader: string,
): Promise<AuthAnswer> {
  const { pathname } = new URL(request.url);
  if (request.method !== 'POST' || !(pathname in OPEN)) {
    throw new StandingError('not-found', 'There is nothing at this address.');
  }
  const act = OPEN[pathname as OpenPath];
  const body = act === 'sign-in' ? await signInBody(request) : {};
  const answer = await auth.handler(
    insideRequest(request, pathname, body, context.options.baseURL ?? '', clientAddressHeader),
  );
  if (!answer.ok) throw await refusalOf(answer);
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie);
  if (act === 'sign-out') return { response: new Response('{}', { headers }), signedIn: null };
  // The library also answers the session token; it belongs in the cookie alone.
  const { user } = signInAnswerSchema.parse(await answer.json());
  return { response: new Response(JSON.stringify({ user }), { headers }), signedIn: user };
}

async function signInBody(request: Request): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new StandingError('unsupported-media-type', 'The body must be JSON, with the content type application/json.');
  }
  const parsed = signInSchema.safeParse(await request.json().catch(() => null));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  throw new StandingError('invalid-input', 'Signing in takes an e-mail address and a password.', { fields });
}

function insideRequest(
  request: Request,
  path: string,
  body: unknown,
  baseUrl: string,
  clientAddressHeader: string,
): Request {
  const headers = new Headers({ 'content-type': 'application/json', origin: baseUrl });
  for (const name of ['cookie', 'user-agent', clientAddressHeader]) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Request(`${baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** The same words for an unknown address and a wrong password. */
async function refusalOf(answer: Response): Promise<StandingError> {
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('x-retry-after')) || 60;
    return new StandingError('too-many-requests', `Too many attempts. Wait ${seconds} s and try again.`, {
      retryAfterSeconds: seconds,
    });
  }
  if (answer.status === 400)
    return new StandingError('invalid-input', 'Signing in takes an e-mail address and a password.');
  if (answer.status === 401) return new StandingError('not-signed-in', 'The e-mail address or the password is wrong.');
  if (answer.status === 403) return new StandingError('cross-origin', 'This request came from another site.');
  throw new Error(`The sign-in library answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
}
