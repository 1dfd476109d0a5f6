import 'server-only';
import { decodeProtectedHeader } from 'jose';
import { resealSecondFactors } from '../access/reseal-second-factors.ts';
import { signInSecrets } from '../access/sign-in-secrets.ts';
import { type AuditContext, recordAudit } from '../access/record-audit.ts';
import { hasCode } from '../errors.ts';
import { findWebhook, openTarget, sealTarget } from '../notify/webhook-row.ts';
import type { Store } from '../store/store.ts';
import { keepKey, KEPT_PURPOSES, readKeptKeys } from './kept-keys.ts';
import { type Keys, signInTexts } from './open-keys.ts';
import { placeOf } from './open-credential.ts';
import type { Vault } from './vault.ts';

export interface Rotation {
  /** Values that are sealed under the new key now. */
  resealed: number;
  /** Labels of connections whose credential no key at hand opens. */
  unreadable: string[];
  /** Second factors of people; whoever has an unreadable one needs a reset. */
  secondFactors: { resealed: number; unreadable: number };
}

/**
 * Seals everything again under the key in use. Each value is one transaction that replaces exactly the text it opened, so
 * the work may stop anywhere and be begun again: what is sealed under an old key still opens while that key is at hand,
 * and the caller lets old keys go only afterwards.
 * @param context its audit keys are those of the new keys.
 */
export async function rotateKeys(
  context: AuditContext & { store: Store },
  { keys, vault }: { keys: Keys; vault: Vault },
): Promise<Rotation> {
  const { store } = context;
  const target = `key ${vault.kid}`;
  await store.write((transaction) =>
    recordAudit(transaction, context, { kind: 'intent', action: 'keys.rotate', target }),
  );
  await keepOldKeys(store, keys, vault);
  const rotation = await resealCredentials(store, vault);
  const { secret, earlierSecrets } = signInTexts(keys);
  const factors = await resealSecondFactors(store, signInSecrets(secret, earlierSecrets));
  const { resealed, unreadable } = rotation;
  const left = unreadable.length === 0 ? '' : `, ${unreadable.length} cannot be opened`;
  await store.write((transaction) =>
    recordAudit(transaction, context, {
      kind: 'outcome',
      action: 'keys.rotate',
      target,
      after: `${resealed} sealed again${left}`,
    }),
  );
  return { ...rotation, secondFactors: factors };
}

/** Old rows of the audit and evidence packs verify after the secret they were made under is gone: its keys stay, sealed. */
async function keepOldKeys(store: Store, keys: Keys, vault: Vault): Promise<void> {
  for (const purpose of KEPT_PURPOSES) {
    const earlier = await readKeptKeys(store.read, vault, purpose);
    for (const { kid, key } of keys.allFor(purpose)) earlier.set(kid, key);
    earlier.delete(keys.kidFor(purpose));
    for (const [kid, key] of earlier) {
      await store.write((transaction) => keepKey(transaction, vault, purpose, { kid, key }));
    }
  }
}

async function resealCredentials(store: Store, vault: Vault): Promise<Omit<Rotation, 'secondFactors'>> {
  await resealWebhook(store, vault);
  const rows = await store.read
    .selectFrom('connections')
    .select(['id', 'label', 'sealed'])
    .where('sealed', 'is not', null)
    .orderBy('id')
    .execute();
  const rotation = { resealed: 0, unreadable: new Array<string>() };
  for (const { id, label, sealed } of rows) {
    if (sealed === null || kidOf(sealed) === vault.kid) continue;
    try {
      const again = await vault.seal(placeOf(id), await vault.open(placeOf(id), sealed));
      await store.write((transaction) =>
        transaction
          .updateTable('connections')
          .set({ sealed: again })
          .where('id', '=', id)
          .where('sealed', '=', sealed)
          .execute(),
      );
      rotation.resealed += 1;
    } catch (error) {
      if (!hasCode(error, 'credentials-unreadable')) throw error;
      rotation.unreadable.push(label);
    }
  }
  return rotation;
}

/** One that no key opens stays as it is: setting the webhook again mends it. */
async function resealWebhook(store: Store, vault: Vault): Promise<void> {
  const held = await findWebhook(store.read);
  if (held === undefined || kidOf(held.sealed) === vault.kid) return;
  const target = await openTarget(vault, held.sealed).catch((error: unknown) => {
    if (!hasCode(error, 'credentials-unreadable')) throw error;
    return null;
  });
  if (target === null) return;
  const sealed = await sealTarget(vault, target);
  await store.write((transaction) =>
    transaction.updateTable('webhooks').set({ sealed }).where('sealed', '=', held.sealed).execute(),
  );
}

function kidOf(sealed: string): unknown {
  try {
    return decodeProtectedHeader(sealed).kid;
  } catch {
    return null;
  }
}
