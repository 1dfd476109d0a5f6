import 'server-only';
import { observeFindings } from '../../domain/observe-findings.ts';
import { writeChanges, type StoredChange } from '../history/write-changes.ts';
import type { Store, WriteTransaction } from '../store/store.ts';
import { knownFindingOf } from './finding-rows.ts';

/** Findings read before their entity was: gives them their entity, and the entity its past. */
export async function adoptFindings(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  fresh: readonly { arn: string; id: number | null }[],
): Promise<void> {
  const ids = new Map(fresh.flatMap(({ arn, id }) => (id === null ? [] : [[arn, id] as const])));
  if (ids.size === 0) return;
  const orphans = await transaction
    .selectFrom('findings')
    .selectAll()
    .where('arn', 'in', [...ids.keys()])
    .where('entity_id', 'is', null)
    .orderBy('created_at')
    .execute();
  const changes: StoredChange[] = [];
  for (const row of orphans) {
    const entityId = ids.get(row.arn);
    if (entityId === undefined) continue;
    await transaction.updateTable('findings').set({ entity_id: entityId }).where('id', '=', row.id).execute();
    const at = { beganAt: row.first_seen_at, endedAt: row.first_seen_at, baseline: true };
    for (const step of observeFindings([], [knownFindingOf(row)], at)) {
      if (step.decision !== 'new') continue;
      for (const change of step.changes) {
        changes.push({
          ...change,
          entityId,
          incarnation: 1,
          source: 'list',
          origin: { kind: 'before-we-watched', evidence: [], actId: null },
        });
      }
    }
  }
  await writeChanges(transaction, dialect, changes);
}
