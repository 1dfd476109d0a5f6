import { expect, it } from 'vitest';
import { withStores } from '../store/testing/with-stores.ts';
import { resealSecondFactors } from './reseal-second-factors.ts';
import { signInSecrets } from './sign-in-secrets.ts';
import { ADA, openAccess, visitor } from './testing/open-access.ts';
import { totpOf } from '../../../e2e/fixtures/totp.ts';

const OLD = 'an old signing key of thirty-two characters';
const NEW = 'a new signing key of thirty-two characters!';
const clock = { now: Date.now };

withStores('second factors under a new secret', (stores) => {
  it('still open while the old one is at hand, and without it once they are sealed again', async () => {
    const store = await stores.open();
    const before = await openAccess(store, clock, {}, { secret: OLD });
    const who = visitor();
    await before.signIn(who, ADA.email, ADA.password);
    const answer = await before.post(who, 'two-factor/enable', { password: ADA.password });
    const uri = String(answer['uri']);
    const [first = '', second = ''] = answer['recoveryCodes'] as string[];
    await before.post(who, 'two-factor/verify-totp', { code: totpOf(uri, -1) });

    const signInWith = async (code: string, secrets: { secret: string; earlierSecrets?: string[] }) => {
      const access = await openAccess(store, clock, {}, secrets);
      const elsewhere = visitor();
      await access.signIn(elsewhere, ADA.email, ADA.password);
      await access.post(elsewhere, 'two-factor/verify-backup-code', { code });
      return await access.principalOf(elsewhere);
    };
    expect(await signInWith(first, { secret: NEW, earlierSecrets: [OLD] })).toMatchObject({ email: ADA.email });

    expect(await resealSecondFactors(store, signInSecrets('k'.repeat(40)))).toEqual({ resealed: 0, unreadable: 1 });
    expect(await resealSecondFactors(store, signInSecrets(NEW, [OLD]))).toEqual({ resealed: 1, unreadable: 0 });
    expect(await resealSecondFactors(store, signInSecrets(NEW, [OLD]))).toEqual({ resealed: 0, unreadable: 0 });
    expect(await signInWith(second, { secret: NEW })).toMatchObject({ email: ADA.email });
  });
});
