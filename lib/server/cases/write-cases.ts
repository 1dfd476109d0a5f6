import 'server-only';
import type { Insertable } from 'kysely';
import { announce } from '../store/announce.ts';
import type { CaseStepTable, CaseTable } from '../store/schema-of-cases.ts';
import type { WriteTransaction } from '../store/store.ts';

/** 15 columns each: far below what a statement may carry on either database. */
const ROWS_AT_ONCE = 500;

/** Stores cases as they are now, and their steps, and tells open pages. What was opened keeps the time of that. */
export async function writeCases(
  transaction: WriteTransaction,
  about: readonly { arn: string; connection_id: string }[],
  cases: readonly Insertable<CaseTable>[],
  steps: readonly Insertable<CaseStepTable>[],
): Promise<void> {
  for (let from = 0; from < cases.length; from += ROWS_AT_ONCE) {
    await transaction
      .insertInto('cases')
      .values(cases.slice(from, from + ROWS_AT_ONCE))
      .onConflict((conflict) =>
        conflict.column('entity_id').doUpdateSet((of) => ({
          state: of.ref('excluded.state'),
          owner_id: of.ref('excluded.owner_id'),
          owner_name: of.ref('excluded.owner_name'),
          aws_case: of.ref('excluded.aws_case'),
          acknowledged_at: of.ref('excluded.acknowledged_at'),
          acknowledged_by: of.ref('excluded.acknowledged_by'),
          snoozed_at: of.ref('excluded.snoozed_at'),
          snoozed_until: of.ref('excluded.snoozed_until'),
          snoozed_till_change: of.ref('excluded.snoozed_till_change'),
          snoozed_by: of.ref('excluded.snoozed_by'),
          sorted: of.ref('excluded.sorted'),
          version: of.ref('excluded.version'),
          updated_at: of.ref('excluded.updated_at'),
        })),
      )
      .execute();
  }
  for (let from = 0; from < steps.length; from += ROWS_AT_ONCE) {
    await transaction
      .insertInto('case_steps')
      .values(steps.slice(from, from + ROWS_AT_ONCE))
      .execute();
  }
  for (const [connectionId, some] of Map.groupBy(about, ({ connection_id }) => connection_id)) {
    await announce(transaction, { topic: 'cases', connectionId, about: some.map(({ arn }) => arn) });
  }
}
