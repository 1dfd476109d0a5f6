import 'server-only';
import * as z from 'zod/mini';
import { conflict } from '../errors.ts';
import type { WriteTransaction } from '../store/store.ts';

const KEY = 'watcher-lease';
/** Any fixed number: PostgreSQL gives the lock back when the session ends, also by kill -9. */
export const WATCHER_LOCK = 7_326_411_903;
const leaseSchema = z.object({ fence: z.number(), beatAt: z.number() });

/** First statement of a transaction of the watcher: a watcher that was replaced writes nothing more. */
export type CheckLease = (transaction: WriteTransaction) => Promise<void>;

async function readLease(transaction: WriteTransaction): Promise<z.infer<typeof leaseSchema> | null> {
  const row = await transaction.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst();
  const parsed = leaseSchema.safeParse(row === undefined ? null : JSON.parse(row.value));
  return parsed.success ? parsed.data : null;
}

async function writeLease(transaction: WriteTransaction, lease: z.infer<typeof leaseSchema>): Promise<void> {
  const value = JSON.stringify(lease);
  await transaction
    .insertInto('settings')
    .values({ key: KEY, value })
    .onConflict((conflicting) => conflicting.column('key').doUpdateSet({ value }))
    .execute();
}

/** Takes the lease over: whoever held it before can write nothing from now on. `lastAliveAt`: when it last was, epoch ms. */
export async function takeLease(
  transaction: WriteTransaction,
  now: number,
): Promise<{ fence: number; lastAliveAt: number | null }> {
  const before = await readLease(transaction);
  const fence = (before?.fence ?? 0) + 1;
  await writeLease(transaction, { fence, beatAt: now });
  return { fence, lastAliveAt: before?.beatAt ?? null };
}

/** @throws StandingError `conflict` when another watcher has taken over. */
export async function checkLease(transaction: WriteTransaction, fence: number): Promise<void> {
  if ((await readLease(transaction))?.fence !== fence) throw conflict('Another watcher has taken over.');
}

/** Says that the holder is alive. */
export async function renewLease(transaction: WriteTransaction, fence: number, now: number): Promise<void> {
  await checkLease(transaction, fence);
  await writeLease(transaction, { fence, beatAt: now });
}
