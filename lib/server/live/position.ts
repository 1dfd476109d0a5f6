import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Store, WriteTransaction } from '../store/store.ts';

const KEY = 'live.life';

/**
 * The life of this database, which a position names beside its id: a restored backup counts on from a lower id, and what
 * a reader heard before then says nothing about it.
 */
export async function lifeOf(store: Store): Promise<string> {
  const row = await store.read.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst();
  if (row !== undefined) return row.value;
  return await store.write(async (transaction) => {
    // Another process may have begun it meanwhile.
    const begun = await transaction.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst();
    return begun?.value ?? (await beginLife(transaction));
  });
}

/** To be called when the database was set back: everybody who comes back begins anew. */
export async function beginLife(transaction: WriteTransaction): Promise<string> {
  const value = randomBytes(6).toString('hex');
  await transaction
    .insertInto('settings')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
  return value;
}

export function formatPosition(life: string, id: number): string {
  return `${life}-${id}`;
}

/** The id of a position of this life; null for any other text. */
export function idOfPosition(life: string, position: string): number | null {
  const [, ofLife, id] = /^([0-9a-f]{12})-(\d{1,15})$/.exec(position) ?? [];
  return ofLife === life ? Number(id) : null;
}
