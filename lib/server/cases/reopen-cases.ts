import 'server-only';
import type { Insertable } from 'kysely';
import { type CaseNews, reopenCase } from '../../domain/reopen-case.ts';
import { classifySendingStatus } from '../../domain/vocabulary.ts';
import { actorOf } from '../access/record-audit.ts';
import type { CaseStepTable, CaseTable } from '../store/schema-of-cases.ts';
import type { WriteTransaction } from '../store/store.ts';
import { factsOf, rowOf, stepRow } from './case-row.ts';
import { writeCases } from './write-cases.ts';

interface SeenChange {
  entityId: number;
  track: string;
  kind: string;
  old: { value: string | null } | null;
  new: { value: string | null };
  seenAt: number;
}

/**
 * Puts cases back into the queue that these changes concern. Called in the transaction that stores the changes, so that no
 * relapse is stored without it; the audit rows follow (audit-steps.ts), because an audit that was tampered with must
 * stop acts, not the watch.
 */
export async function reopenCases(transaction: WriteTransaction, changes: readonly SeenChange[]): Promise<void> {
  const newsOf = new Map<number, SeenChange[]>();
  for (const change of changes) {
    if (change.kind === 'baseline') continue;
    newsOf.set(change.entityId, [...(newsOf.get(change.entityId) ?? []), change]);
  }
  if (newsOf.size === 0) return;
  const rows = await transaction
    .selectFrom('cases')
    .innerJoin('entities', 'entities.id', 'cases.entity_id')
    .selectAll('cases')
    .select(['entities.aggregate', 'entities.arn', 'entities.connection_id'])
    .where('cases.entity_id', 'in', [...newsOf.keys()])
    .execute();
  const touched: { arn: string; connection_id: string }[] = [];
  const cases: Insertable<CaseTable>[] = [];
  const steps: Insertable<CaseStepTable>[] = [];
  for (const row of rows) {
    const seen = newsOf.get(row.entity_id) ?? [];
    const news = seen.map(({ track, kind, old, new: now }): CaseNews => ({
      track,
      kind,
      old: old?.value ?? null,
      new: now.value,
    }));
    const status = classifySendingStatus(row.aggregate);
    const reopened = reopenCase(factsOf(row), news, status === 'ENABLED' || status === 'REINSTATED');
    if (reopened === null) continue;
    const at = Math.max(...seen.map(({ seenAt }) => seenAt));
    const { facts } = reopened;
    touched.push(row);
    cases.push(rowOf(row.entity_id, facts, at));
    const watcher = actorOf({ kind: 'watcher' });
    steps.push(...reopened.steps.map((step) => stepRow(row.entity_id, facts.version, at, step, watcher)));
  }
  await writeCases(transaction, touched, cases, steps);
}
