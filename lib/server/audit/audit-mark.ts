import 'server-only';
import * as z from 'zod/mini';
import type { ReadDatabase, WriteTransaction } from '../store/store.ts';
import { isSameCode, type Mark, signMark } from './audit-code.ts';
import type { AuditKeys } from './audit-keys.ts';

const SETTING = { head: 'audit-head', checkpoint: 'audit-checkpoint' } as const;
export type MarkPurpose = keyof typeof SETTING;

const markSchema = z.object({
  id: z.number(),
  mac: z.string(),
  at: z.number(),
  kid: z.string(),
  signature: z.string(),
});

/** `broken`: something stands there that is no mark of ours. */
export async function readMark(
  database: ReadDatabase | WriteTransaction,
  purpose: MarkPurpose,
): Promise<Mark | 'broken' | null> {
  const row = await database
    .selectFrom('settings')
    .select('value')
    .where('key', '=', SETTING[purpose])
    .executeTakeFirst();
  if (row === undefined) return null;
  try {
    return markSchema.parse(JSON.parse(row.value));
  } catch {
    return 'broken';
  }
}

export async function writeMark(
  transaction: WriteTransaction,
  purpose: MarkPurpose,
  keys: AuditKeys,
  place: Pick<Mark, 'id' | 'mac' | 'at'>,
): Promise<void> {
  const key = keys.keyOf(keys.kid);
  if (key === null) throw new Error('The audit has no key in use.');
  const unsigned = { id: place.id, mac: place.mac, at: place.at, kid: keys.kid };
  const value = JSON.stringify({ ...unsigned, signature: signMark(key, purpose, unsigned) } satisfies Mark);
  await transaction
    .insertInto('settings')
    .values({ key: SETTING[purpose], value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** `unknown-key`: made under a key that is not at hand, so nothing can be said. */
export function judgeMark(keys: AuditKeys, purpose: MarkPurpose, mark: Mark): 'genuine' | 'forged' | 'unknown-key' {
  const key = keys.keyOf(mark.kid);
  if (key === null) return 'unknown-key';
  return isSameCode(signMark(key, purpose, mark), mark.signature) ? 'genuine' : 'forged';
}
