import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { api } from '../domain/paths.ts';
import type { ChangePassword, ConfirmPassword, SecondFactor } from '../domain/session.ts';
import { fetchJson } from './fetch-json.ts';

const sessionModule = () => import('../domain/session.ts');
const ownSessionListSchema = () => import('../domain/user.ts').then((module) => module.ownSessionListSchema);
const anything = z.unknown();

/** Where I am signed in. */
export const ownSessionsQuery = () =>
  queryOptions({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => fetchJson(ownSessionListSchema, api.sessions(), { signal }),
  });

/** @param id one of mine; null: all but this one. */
export const endSessionsMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string | null) =>
      fetchJson(z.null(), id === null ? api.sessions() : api.ownSession(id), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  });

export async function changePassword(input: ChangePassword): Promise<void> {
  await fetchJson(anything, api.auth('change-password'), { method: 'POST', json: input });
}

/** Begins the set-up of a second factor; it counts once a code of it was confirmed. Its answer is shown once. */
export async function beginSecondFactor(input: ConfirmPassword) {
  const schema = () => sessionModule().then((module) => module.twoFactorSetUpSchema);
  return await fetchJson(schema, api.auth('two-factor/enable'), { method: 'POST', json: input });
}

export async function confirmSecondFactor(input: SecondFactor): Promise<void> {
  // A wrong code answers 401, and that is no end of a session.
  await fetchJson(anything, api.auth('two-factor/verify-totp'), { method: 'POST', json: input, signIn: false });
}

export async function removeSecondFactor(input: ConfirmPassword): Promise<void> {
  await fetchJson(anything, api.auth('two-factor/disable'), { method: 'POST', json: input });
}

export async function renewRecoveryCodes(input: ConfirmPassword): Promise<string[]> {
  const schema = () => sessionModule().then((module) => module.recoveryCodesSchema);
  const init = { method: 'POST', json: input };
  return (await fetchJson(schema, api.auth('two-factor/generate-backup-codes'), init)).recoveryCodes;
}
