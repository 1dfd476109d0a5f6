import 'server-only';
import type { WriteTransaction } from '../store/store.ts';
import { stateOf } from './entity-rows.ts';
import type { HeldEntity } from './write-entities.ts';

/** The entities of these ARNs, as stored or as yet unknown, by ARN. */
export async function loadEntities(
  transaction: WriteTransaction,
  arns: readonly string[],
): Promise<Map<string, HeldEntity>> {
  const held = new Map<string, HeldEntity>();
  if (arns.length === 0) return held;
  for (const arn of arns) held.set(arn, { arn, id: null, connectionId: null, state: null, changes: [], dirty: 'no' });
  const rows = await transaction
    .selectFrom('entities')
    .selectAll()
    .where('arn', 'in', [...held.keys()])
    .execute();
  for (const row of rows) {
    held.set(row.arn, {
      arn: row.arn,
      id: row.id,
      connectionId: row.connection_id,
      // Known from reports alone: its first answer is a first sight.
      state: row.read_began_at === 0 ? null : stateOf(row),
      changes: [],
      dirty: 'no',
    });
  }
  return held;
}

/** End of the newest stretch in which nobody watched this connection; `now` while one goes on; null when none is known. */
export async function unwatchedUntil(
  transaction: WriteTransaction,
  connectionId: string,
  now: number,
): Promise<number | null> {
  const gaps = await transaction
    .selectFrom('coverage_gaps')
    .select(['to_at'])
    .where('connection_id', '=', connectionId)
    .orderBy('from_at', 'desc')
    .limit(20)
    .execute();
  if (gaps.length === 0) return null;
  return Math.max(...gaps.map((gap) => gap.to_at ?? now));
}
