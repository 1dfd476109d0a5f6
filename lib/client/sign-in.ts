import * as z from 'zod/mini';
import { api } from '../domain/paths.ts';
import type { SecondFactor, SetUp, SignIn } from '../domain/session.ts';
import type { LinkPurpose, UseLink } from '../domain/user.ts';
import { fetchJson } from './fetch-json.ts';

/** The cookie is all that counts of the answer. */
const anything = z.unknown();
const signInAnswer = z.object({ twoFactor: z.optional(z.boolean()) });
const post = (json: object) => ({ method: 'POST', json, signIn: false });

/** @returns whether a code of the second factor is asked for as well. */
export async function signIn(input: SignIn): Promise<boolean> {
  return (await fetchJson(signInAnswer, api.auth('sign-in/email'), post(input))).twoFactor === true;
}

/** Ends a sign-in that waits for a code: six digits of the authenticator, or a recovery code. */
export async function proveSecondFactor({ code }: SecondFactor): Promise<void> {
  const plain = code.replaceAll(/\s/g, '');
  const path = /^\d{6}$/.test(plain) ? 'two-factor/verify-totp' : 'two-factor/verify-backup-code';
  await fetchJson(anything, api.auth(path), post({ code: plain }));
}

/** @param next path, query and fragment to come back to. @returns where to send the browser. */
export async function beginSingleSignOn(next: string): Promise<string> {
  return (await fetchJson(z.object({ url: z.string() }), api.auth('sign-in/sso'), post({ next }))).url;
}

export async function signOut(): Promise<void> {
  await fetchJson(anything, api.auth('sign-out'), post({}));
}

/** Creates the first administrator and signs them in. */
export async function setUp(input: SetUp): Promise<void> {
  await fetchJson(anything, api.setUp(), post(input));
  await signIn({ email: input.email, password: input.password });
}

const linkPurpose = () => import('../domain/user.ts').then((module) => module.linkPurposeSchema);

/** Whom an invitation or a reset is for. */
export async function lookAtLink(token: string): Promise<LinkPurpose> {
  return await fetchJson(linkPurpose, api.joinLook(), post({ token }));
}

/** Uses it up and signs in. */
export async function join(input: UseLink): Promise<void> {
  const { email } = await fetchJson(z.object({ email: z.string() }), api.join(), post(input));
  await signIn({ email, password: input.password });
}
