import 'server-only';
import { createHash } from 'node:crypto';

/** A secret of the sign-in library under the number that its sealed values carry. */
export interface SignInSecret {
  version: number;
  value: string;
}

/**
 * The secret in use and those it replaced, each under a number that depends on it alone. The library signs with the first
 * and opens second factors with any.
 */
export function signInSecrets(current: string, earlier: readonly string[] = []): [SignInSecret, ...SignInSecret[]] {
  return [numbered(current), ...earlier.filter((value) => value !== current).map(numbered)];
}

function numbered(value: string): SignInSecret {
  const digest = createHash('sha256').update(`standing/sign-in-version/${value}`).digest('hex');
  return { version: Number.parseInt(digest.slice(0, 7), 16), value };
}
