import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { fetchJson, problemOf } from './fetch-json.ts';

const schema = z.object({ name: z.string() });
const json = (status: number, body: unknown) => Response.json(body, { status });
const problem = {
  type: 'about:blank',
  title: 'No',
  status: 403,
  code: 'not-permitted',
  detail: 'No.',
  requestId: 'r-1',
};

function answerWith(answer: Response | Error) {
  const assign = vi.fn<(url: string) => void>();
  vi.stubGlobal('window', { location: { pathname: '/entity', search: '?arn=a%2Fb', hash: '', assign } });
  vi.stubGlobal(
    'fetch',
    vi.fn<() => Promise<Response>>(() => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer))),
  );
  return assign;
}
const failure = async (answer: Response | Error, init?: Parameters<typeof fetchJson>[2]) => {
  const assign = answerWith(answer);
  const error: unknown = await fetchJson(schema, '/api/x?y=1', init).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { problem: problemOf(error), assign };
};

afterEach(() => vi.unstubAllGlobals());

describe('fetchJson', () => {
  it('parses with a schema, or with one that is still to be loaded', async () => {
    answerWith(json(200, { name: 'a', more: 1 }));
    expect(await fetchJson(schema, '/api/x')).toEqual({ name: 'a' });
    answerWith(json(200, { name: 'b' }));
    expect(await fetchJson(() => Promise.resolve(schema), '/api/x')).toEqual({ name: 'b' });
  });

  it('carries the problem the server sent', async () => {
    expect((await failure(json(403, problem))).problem).toEqual(problem);
  });

  it('says so where something else answered, where nothing did, and where the shape is wrong', async () => {
    expect((await failure(new Response('<html>', { status: 502 }))).problem).toMatchObject({
      code: 'not-standing',
      status: 502,
    });
    expect((await failure(new TypeError('fetch failed'))).problem).toMatchObject({ code: 'unreachable', status: 0 });
    const wrong = await failure(json(200, { name: 7 }));
    expect(wrong.problem.code).toBe('unexpected-answer');
    expect(wrong.problem.detail).toContain('at name');
  });

  it('leaves for the sign-in page with the complete address when the session ended', async () => {
    const ended = { ...problem, status: 401, code: 'not-signed-in' };
    const { assign } = await failure(json(401, ended));
    expect(assign).toHaveBeenCalledWith('/login?next=%2Fentity%3Farn%3Da%252Fb');
    expect((await failure(json(401, ended), { signIn: false })).assign).not.toHaveBeenCalled();
  });
});
