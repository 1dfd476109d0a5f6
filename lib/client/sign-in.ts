import * as z from 'zod/mini';
import { api } from '../domain/paths.ts';
import type { SetUp, SignIn } from '../domain/session.ts';
import { fetchJson } from './fetch-json.ts';

/** The cookie is all that counts of the answer. */
const anything = z.unknown();

export async function signIn(input: SignIn): Promise<void> {
  await fetchJson(anything, api.auth('sign-in/email'), { method: 'POST', json: input, signIn: false });
}

export async function signOut(): Promise<void> {
  await fetchJson(anything, api.auth('sign-out'), { method: 'POST', json: {}, signIn: false });
}

/** Creates the first administrator and signs them in. */
export async function setUp(input: SetUp): Promise<void> {
  await fetchJson(anything, api.setUp(), { method: 'POST', json: input, signIn: false });
  await signIn({ email: input.email, password: input.password });
}
