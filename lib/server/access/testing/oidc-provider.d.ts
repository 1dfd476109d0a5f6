/** As far as our test uses it; the package brings no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';
  export class Provider {
    constructor(
      issuer: string,
      configuration: Record<string, unknown> & {
        findAccount: (
          context: unknown,
          sub: string,
        ) => { accountId: string; claims: () => Promise<Record<string, unknown>> };
      },
    );
    callback(): RequestListener;
  }
}
