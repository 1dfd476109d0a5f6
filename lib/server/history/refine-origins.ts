import 'server-only';
import type { ObservedChange } from '../../domain/observe-entity.ts';
import { AUTOMATIC_WINDOW_MS, originOf } from '../../domain/origin-of.ts';
import type { WriteTransaction } from '../store/store.ts';

/**
 * A pause is often seen before the finding that explains it, for SES lists them apart. When a finding arrives, the
 * entity's recent changes that had no explanation are judged again. Only the attribution moves, never a value, and only
 * from `elsewhere` to one of the likely ones.
 */
export async function refineOrigins(
  transaction: WriteTransaction,
  entityIds: readonly number[],
  now: number,
): Promise<void> {
  if (entityIds.length === 0) return;
  const changes = await transaction
    .selectFrom('changes')
    .innerJoin('entities', 'entities.id', 'changes.entity_id')
    .selectAll('changes')
    .select(['entities.policy', 'entities.impact as entity_impact'])
    .where('changes.entity_id', 'in', entityIds)
    .where('changes.seen_at', '>=', now - 4 * AUTOMATIC_WINDOW_MS)
    .where('changes.origin', '=', 'elsewhere')
    .where('changes.kind', '=', 'changed')
    .where('changes.reported_at', 'is', null)
    .where('changes.track', 'in', ['aggregate', 'customer', 'aws'])
    .execute();
  for (const row of changes) {
    const findings = await transaction
      .selectFrom('findings')
      .select(['type', 'impact', 'status', 'created_at as createdAt', 'last_updated_at as lastUpdatedAt'])
      .select('first_seen_at as firstSeenAt')
      .where('entity_id', '=', row.entity_id)
      .execute();
    const change = {
      track: row.track as ObservedChange['track'],
      kind: 'changed' as const,
      old: { value: row.old_value, cause: row.old_cause, lastUpdatedAt: row.old_updated_at },
      new: { value: row.new_value, cause: row.new_cause, lastUpdatedAt: row.new_updated_at },
      awsTime: row.aws_time,
      seenAt: row.seen_at,
      seenAfter: row.seen_after,
    };
    const origin = originOf(change, { acts: [], findings, policy: row.policy, impact: row.entity_impact });
    if (origin.kind === 'elsewhere') continue;
    await transaction
      .updateTable('changes')
      .set({ origin: origin.kind, evidence: JSON.stringify(origin.evidence) })
      .where('id', '=', row.id)
      .execute();
  }
}
