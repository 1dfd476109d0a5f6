import 'server-only';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SetUp } from '../../domain/session.ts';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { Auth } from './create-auth.ts';
import { recordAudit } from './record-audit.ts';

const TOKEN_KEY = 'setup-token';
/** Letters that no eye reads as another; 24 of them carry 118 bits. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

/** An account with a password exists; a person without one (a set-up cut short) does not count. */
export async function administratorExists({ context }: Auth): Promise<boolean> {
  return (await context.adapter.count({ model: 'account', where: [{ field: 'providerId', value: 'credential' }] })) > 0;
}

/** Makes a new one-time token and keeps its hash; every earlier one dies. @returns the token, told nowhere else. */
export async function issueSetUpToken(store: Store): Promise<string> {
  const letters = Array.from({ length: 24 }, () => LETTERS[randomIndexBelow(LETTERS.length)]).join('');
  const token = letters.replace(/(.{6})(?=.)/g, '$1-');
  const value = hashOf(token);
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
    if (row === undefined || !sameHash(row.value, hashOf(input.token))) throw wrongToken();
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

/** A person cut off before their password was written is completed, not doubled. */
export async function createAdministrator(
  { context }: Auth,
  input: { email: string; name?: string | undefined; password: string },
): Promise<void> {
  const password = await context.password.hash(input.password);
  const known = await context.internalAdapter.findUserByEmail(input.email);
  const name = input.name || (input.email.split('@')[0] ?? input.email);
  const user =
    known?.user ??
    (await context.internalAdapter.createUser(
      { email: input.email, name, emailVerified: false, role: 'administrator' },
      { method: 'email-password' },
    ));
  await context.internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password,
  });
}

function wrongToken(): StandingError {
  return new StandingError(
    'invalid-set-up-token',
    'This token is wrong or was used. Standing prints a new one each time it starts without an administrator.',
  );
}

function hashOf(token: string): string {
  const plain = token.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return createHash('sha256').update(`standing/set-up/${plain}`).digest('base64url');
}

function sameHash(one: string, two: string): boolean {
  return one.length === two.length && timingSafeEqual(Buffer.from(one), Buffer.from(two));
}

/** Uniform: bytes that would favour the first letters are thrown away. */
function randomIndexBelow(below: number): number {
  for (;;) {
    const byte = randomBytes(1)[0] ?? 255;
    if (byte < 256 - (256 % below)) return byte % below;
  }
}
