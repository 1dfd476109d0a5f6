import 'server-only';
import { hash } from 'node:crypto';
import type { KeptEvent } from '../../domain/read-event.ts';
import type { Store, WriteTransaction } from '../store/store.ts';
import { insertNewRows, type RowShape } from '../store/write-rows.ts';

const SHAPE = {
  connection_id: 'text',
  key: 'text',
  kind: 'text',
  detail_type: 'text',
  arn: 'text',
  at: 'bigint',
  reported_at: 'bigint',
  source: 'text',
  raw: 'text',
} as const satisfies RowShape;

/**
 * Keeps events that are no change of a sender as they came, each once by its whole text: nobody but AWS vouches for an id.
 * @returns how many were not kept before.
 */
export async function keepEvents(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  events: readonly { event: KeptEvent; connectionId: string }[],
  { source, now }: { source: 'event' | 'import'; now: number },
): Promise<number> {
  const rows = new Map<string, (string | number | null)[]>();
  for (const { event, connectionId } of events) {
    const key = hash('sha256', event.raw, 'base64url');
    const { kind, detailType, arn, at, raw } = event;
    rows.set(`${connectionId} ${key}`, [connectionId, key, kind, detailType, arn, at, now, source, raw]);
  }
  return await insertNewRows(transaction, dialect, 'kept_events', SHAPE, [...rows.values()]);
}
