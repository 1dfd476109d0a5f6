import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../store/store.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { type Access, ADA, openAccess, type Visitor, visitor } from './testing/open-access.ts';
import { totpOf } from '../../../e2e/fixtures/totp.ts';

let store: Store;
let access: Access;
let who: Visitor;
let uri: string;
let recovery: string[];

const code = (steps = 0) => totpOf(uri, steps);
async function enrol(): Promise<void> {
  const answer = await access.post(who, 'two-factor/enable', { password: ADA.password });
  uri = String(answer['uri']);
  expect(uri).toMatch(/^otpauth:\/\/totp\/Standing:ada/);
  recovery = answer['recoveryCodes'] as string[];
  await access.post(who, 'two-factor/verify-totp', { code: code(-1) });
}
withStores('a second factor', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    access = await openAccess(store, { now: Date.now });
    who = visitor();
    await access.signIn(who, ADA.email, ADA.password);
    await enrol();
  });

  it('is asked for at the next sign-in, and nothing opens before', async () => {
    expect(await access.principalOf(who)).toMatchObject({ email: ADA.email });
    const elsewhere = visitor();
    expect(await access.signIn(elsewhere, ADA.email, ADA.password)).toEqual({ twoFactor: true });
    expect(await access.principalOf(elsewhere)).toEqual({ kind: 'anonymous' });
    await access.post(elsewhere, 'two-factor/verify-totp', { code: code() });
    expect(await access.principalOf(elsewhere)).toMatchObject({ email: ADA.email });
    const actions = await store.read.selectFrom('audit').select('action').orderBy('id').execute();
    expect(actions.at(-1)?.action).toBe('session.second-factor');
  });

  it('takes a code once', async () => {
    const one = visitor();
    const two = visitor('198.51.100.9');
    await access.signIn(one, ADA.email, ADA.password);
    await access.signIn(two, ADA.email, ADA.password);
    const seen = code();
    await access.post(one, 'two-factor/verify-totp', { code: seen });
    await expect(access.post(two, 'two-factor/verify-totp', { code: seen })).rejects.toThrow('used before');
    expect(await access.principalOf(two)).toEqual({ kind: 'anonymous' });
  });

  it('takes each recovery code once', async () => {
    expect(recovery).toHaveLength(10);
    const [first = ''] = recovery;
    const elsewhere = visitor();
    await access.signIn(elsewhere, ADA.email, ADA.password);
    await access.post(elsewhere, 'two-factor/verify-backup-code', { code: first });
    expect(await access.principalOf(elsewhere)).toMatchObject({ email: ADA.email });
    const again = visitor();
    await access.signIn(again, ADA.email, ADA.password);
    await expect(access.post(again, 'two-factor/verify-backup-code', { code: first })).rejects.toMatchObject({
      code: 'not-signed-in',
    });
  });

  it('is not guessed: five codes, then the sign-in begins again', async () => {
    const guesser = visitor('203.0.113.5');
    await access.signIn(guesser, ADA.email, ADA.password);
    const codes: string[] = [];
    for (let guess = 0; guess < 7; guess += 1) {
      const answer = access.post(guesser, 'two-factor/verify-totp', { code: String(100_000 + guess) });
      codes.push(
        await answer.then(
          () => 'in',
          (error: { code: string }) => error.code,
        ),
      );
    }
    expect(codes.slice(0, 5)).toEqual(Array(5).fill('not-signed-in'));
    expect(codes.slice(5)).not.toContain('in');
    const right = access.post(guesser, 'two-factor/verify-totp', { code: code() });
    await expect(right).rejects.toThrow(/took too long|Too many wrong/);
  });

  it('is removed by the password alone, and only by the right one', async () => {
    const wrong = access.post(who, 'two-factor/disable', { password: 'not the password' });
    await expect(wrong).rejects.toMatchObject({ code: 'not-permitted' });
    await access.post(who, 'two-factor/disable', { password: ADA.password });
    expect(await access.principalOf(who)).toMatchObject({ email: ADA.email });
    expect(await access.signIn(visitor(), ADA.email, ADA.password)).toEqual({});
  });

  it('renews its recovery codes', async () => {
    const { recoveryCodes } = await access.post(who, 'two-factor/generate-backup-codes', { password: ADA.password });
    expect(recoveryCodes).toHaveLength(10);
    expect(recoveryCodes).not.toContain(recovery[0]);
  });

  describe('and its secrets', () => {
    it('are not in the database as they are', async () => {
      const { rows } = await store.read
        .selectFrom('auth_two_factors' as 'settings')
        .selectAll()
        .execute()
        .then((found) => ({ rows: JSON.stringify(found) }));
      expect(rows).not.toContain(new URL(uri).searchParams.get('secret'));
      expect(rows).not.toContain(recovery[1]);
    });
  });

  it('is asked for the same way of a stranger: only with the right password', async () => {
    await expect(access.signIn(visitor(), ADA.email, 'wrong')).rejects.toMatchObject({ code: 'not-signed-in' });
    await expect(access.signIn(visitor(), 'nobody@example.com', 'wrong')).rejects.toThrow(
      'The e-mail address or the password is wrong.',
    );
  });
});
