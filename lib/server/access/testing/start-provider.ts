import 'server-only';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** Somebody the provider knows, with what it says about them. */
export interface KnownPerson {
  email: string;
  name?: string;
  roles?: unknown;
}

/** A real OpenID provider on a free port; it insists on PKCE. Anybody may say who they are, as nothing asks. */
export async function startProvider(redirectUri: string) {
  const people = new Map<string, KnownPerson>();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'standing',
        client_secret: 'a secret of the provider',
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'roles'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['a key of the test'] },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: async () => ({ sub, email_verified: true, ...people.get(sub) }),
    }),
  });
  server.on('request', provider.callback());

  /** Walks the provider's pages as a browser would. @returns the address it sends the browser back to. */
  async function walk(from: string, sub: string): Promise<string> {
    const cookies = new Map<string, string>();
    let url = from;
    let form: URLSearchParams | null = null;
    for (let step = 0; step < 20; step += 1) {
      const answer: Response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form === null ? {} : { method: 'POST', body: form }),
      });
      for (const header of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (header.split(';')[0] ?? '').split(/=(.*)/s);
        cookies.set(name, value);
      }
      const location = answer.headers.get('location');
      form = null;
      if (location !== null) {
        url = new URL(location, url).href;
        if (url.startsWith(redirectUri)) return url;
        continue;
      }
      const page = await answer.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (prompt === undefined) throw new Error(`The provider answered ${answer.status}: ${page.slice(0, 300)}`);
      url = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? url, url).href;
      form = new URLSearchParams({ prompt, login: sub, password: 'any' });
    }
    throw new Error('The provider leads nowhere');
  }

  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { issuer, people, walk, stop };
}
