import 'server-only';
import type { ReadDatabase, Store, WriteTransaction } from './store.ts';
import { foldEntities } from './write-steps.ts';

const BATCH = 100;

/**
 * A history from before there were steps is folded once, in short transactions, as the store opens; after a crash it goes
 * on. The migration leaves the mark that there is something to fold.
 * @param begin waits for its turn to write.
 */
export async function ensureSteps(
  database: ReadDatabase,
  dialect: Store['dialect'],
  begin: (transaction: WriteTransaction) => Promise<unknown> = async () => undefined,
): Promise<void> {
  const marker = await database.selectFrom('settings').select('key').where('key', '=', 'fold-steps').executeTakeFirst();
  if (marker === undefined) return;
  let after: number | null = 0;
  while (after !== null) after = await foldBatch(database, dialect, after, begin);
}

/** @returns the last entity folded; null when none is left. */
async function foldBatch(
  database: ReadDatabase,
  dialect: Store['dialect'],
  after: number,
  begin: (transaction: WriteTransaction) => Promise<unknown>,
): Promise<number | null> {
  return database.transaction().execute(async (transaction) => {
    await begin(transaction);
    const rows = await transaction
      .selectFrom('entities')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute();
    const ids = rows.map(({ id }) => id);
    await foldEntities(transaction, dialect, ids);
    if (ids.length === BATCH) return ids.at(-1) ?? null;
    await transaction.deleteFrom('settings').where('key', '=', 'fold-steps').execute();
    return null;
  });
}
