import 'server-only';
import type { CoverageGap } from '../../domain/change.ts';
import { hasCode, type StandingError } from '../errors.ts';
import { announce } from '../store/announce.ts';
import type { WriteTransaction } from '../store/store.ts';

/** A read of entities worked: the connection is read, and nobody may say that it is not watched. */
export async function recordReading(transaction: WriteTransaction, connectionId: string, at: number): Promise<void> {
  // A read that was under way when somebody deleted the connection must not make it look read again.
  const used = await transaction
    .updateTable('connections')
    .set({ state: 'reading', reason: null, read_at: at, unread_since: null })
    .where('id', '=', connectionId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (used.numUpdatedRows > 0n) await closeGaps(transaction, connectionId, at);
}

/**
 * Reads fail: the connection says since when and why, and the history that nobody watches. Keeps the first moment while
 * it goes on; another kind of reason is another gap.
 */
export async function recordUnread(
  transaction: WriteTransaction,
  connectionId: string,
  error: StandingError,
  now: number,
): Promise<void> {
  const row = await transaction
    .selectFrom('connections')
    .select(['read_at', 'unread_since'])
    .where('id', '=', connectionId)
    .executeTakeFirst();
  if (!row) return;
  const since = row.unread_since ?? row.read_at ?? now;
  const { iamAction } = error.details;
  await transaction
    .updateTable('connections')
    .set({
      state: hasCode(error, 'wrong-account') ? 'wrong-account' : 'unread',
      reason: JSON.stringify({ code: error.code, message: error.message, ...(iamAction ? { iamAction } : {}) }),
      unread_since: since,
    })
    .where('id', '=', connectionId)
    .execute();
  await openGap(transaction, connectionId, { from: since, reason: gapReasonOf(error), detail: error.message }, now);
}

export function gapReasonOf(error: StandingError): CoverageGap['reason'] {
  if (hasCode(error, 'ses-throttled')) return 'throttled';
  if (hasCode(error, 'ses-access-denied')) return 'not-permitted';
  return 'failing';
}

/** Opens a gap unless one of this reason is open; one of another reason ends where the new one begins to be known. */
export async function openGap(
  transaction: WriteTransaction,
  connectionId: string,
  gap: { from: number; reason: CoverageGap['reason']; detail: string | null },
  now: number,
): Promise<void> {
  const open = await transaction
    .selectFrom('coverage_gaps')
    .select(['id', 'reason'])
    .where('connection_id', '=', connectionId)
    .where('to_at', 'is', null)
    .executeTakeFirst();
  if (open?.reason === gap.reason) return;
  if (open) await closeGaps(transaction, connectionId, now);
  await transaction
    .insertInto('coverage_gaps')
    .values({
      connection_id: connectionId,
      from_at: open ? now : gap.from,
      to_at: null,
      reason: gap.reason,
      detail: gap.detail,
    })
    .execute();
  await announce(transaction, { topic: 'connections', connectionId, about: [connectionId] });
}

export async function closeGaps(transaction: WriteTransaction, connectionId: string, at: number): Promise<void> {
  const closed = await transaction
    .updateTable('coverage_gaps')
    .set({ to_at: at })
    .where('connection_id', '=', connectionId)
    .where('to_at', 'is', null)
    .executeTakeFirst();
  if (closed.numUpdatedRows === 0n) return;
  await announce(transaction, { topic: 'connections', connectionId, about: [connectionId] });
}
