import 'server-only';
import type { WriteTransaction } from './store.ts';

/** Stores the value of one setting, in place of what it was. */
export async function putSetting(transaction: WriteTransaction, key: string, value: string): Promise<void> {
  await transaction
    .insertInto('settings')
    .values({ key, value })
    .onConflict((on) => on.column('key').doUpdateSet({ value }))
    .execute();
}
