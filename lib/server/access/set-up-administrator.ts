import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import type { SetUp } from '../../domain/session.ts';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { Auth } from './create-auth.ts';
import { createPerson } from './create-person.ts';
import { hashOfToken, makeOneTimeToken } from './one-time-token.ts';
import { recordAudit } from './record-audit.ts';

const TOKEN_KEY = 'setup-token';

/** An account with a password exists; a person without one (a set-up cut short) does not count. */
export async function administratorExists({ context }: Auth): Promise<boolean> {
  return (await context.adapter.count({ model: 'account', where: [{ field: 'providerId', value: 'credential' }] })) > 0;
}

/** Makes a new one-time token and keeps its hash; every earlier one dies. @returns the token, told nowhere else. */
export async function issueSetUpToken(store: Store): Promise<string> {
  const token = makeOneTimeToken();
  const value = hashOfToken('set-up', token);
  await store.write(async (transaction) => {
    await transaction
      .insertInto('settings')
      .values({ key: TOKEN_KEY, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
  });
  return token;
}

/**
 * Creates the first administrator for whoever holds the token. The token dies in the transaction that records the
 * intent, so of two requests that race one wins; if the creation then fails, a restart prints a new one.
 * @throws StandingError `conflict` when there is an administrator, `invalid-set-up-token`.
 */
export async function setUpAdministrator(
  context: Pick<Context, 'store' | 'principal' | 'clock' | 'auditKeys' | 'requestId' | 'clientAddress'>,
  auth: Auth,
  input: SetUp,
): Promise<void> {
  if (await administratorExists(auth)) {
    throw new StandingError('conflict', 'Standing has an administrator already. Sign in instead.');
  }
  await context.store.write(async (transaction) => {
    const row = await transaction
      .selectFrom('settings')
      .select('value')
      .where('key', '=', TOKEN_KEY)
      .executeTakeFirst();
    if (row === undefined || !sameHash(row.value, hashOfToken('set-up', input.token))) throw wrongToken();
    const used = await transaction
      .deleteFrom('settings')
      .where('key', '=', TOKEN_KEY)
      .where('value', '=', row.value)
      .executeTakeFirst();
    if (used.numDeletedRows !== 1n) throw wrongToken();
    await recordAudit(transaction, context, { kind: 'intent', action: 'user.set-up', target: input.email });
  });
  await createAdministrator(auth, input);
  await context.store.write(async (transaction) => {
    await recordAudit(transaction, context, {
      kind: 'outcome',
      action: 'user.set-up',
      target: input.email,
      after: 'administrator',
    });
  });
}

export async function createAdministrator(
  auth: Auth,
  input: { email: string; name?: string | undefined; password: string },
): Promise<void> {
  await createPerson(auth, { ...input, role: 'administrator', connectionIds: null });
}

function wrongToken(): StandingError {
  return new StandingError(
    'invalid-set-up-token',
    'This token is wrong or was used. Standing prints a new one each time it starts without an administrator.',
  );
}

function sameHash(one: string, two: string): boolean {
  return one.length === two.length && timingSafeEqual(Buffer.from(one), Buffer.from(two));
}
