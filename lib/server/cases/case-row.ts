import 'server-only';
import type { Insertable, Selectable } from 'kysely';
import { type CaseFacts, isAsleep, type NewStep, UNTOUCHED } from '../../domain/change-case.ts';
import { CASE_STATES, CASE_STEP_KINDS, type CaseStep, SORTED, type TriageCase } from '../../domain/triage-case.ts';
import { toIso } from '../../domain/wire.ts';
import type { CaseStepTable, CaseTable } from '../store/schema-of-cases.ts';

export type CaseRow = Omit<Selectable<CaseTable>, 'entity_id' | 'opened_at'>;

/** A row as it is reasoned about; none is a case that nobody touched. */
export function factsOf(row: CaseRow | undefined): CaseFacts {
  if (row === undefined) return UNTOUCHED;
  const { owner_id: id, owner_name: name } = row;
  return {
    state: CASE_STATES.find((state) => state === row.state) ?? 'new',
    owner: id === null ? null : { id, name: name ?? id },
    awsCaseId: row.aws_case,
    acknowledged: row.acknowledged_at === null ? null : { at: row.acknowledged_at, by: row.acknowledged_by ?? '' },
    snoozed:
      row.snoozed_at === null
        ? null
        : {
            at: row.snoozed_at,
            by: row.snoozed_by ?? '',
            until: row.snoozed_until,
            untilChange: row.snoozed_till_change !== 0,
          },
    sorted: SORTED.find((word) => word === row.sorted) ?? null,
    version: row.version,
  };
}

export function rowOf(entityId: number, facts: CaseFacts, at: number): Insertable<CaseTable> {
  return {
    entity_id: entityId,
    state: facts.state,
    owner_id: facts.owner?.id ?? null,
    owner_name: facts.owner?.name ?? null,
    aws_case: facts.awsCaseId,
    acknowledged_at: facts.acknowledged?.at ?? null,
    acknowledged_by: facts.acknowledged?.by ?? null,
    snoozed_at: facts.snoozed?.at ?? null,
    snoozed_until: facts.snoozed?.until ?? null,
    snoozed_till_change: facts.snoozed?.untilChange === true ? 1 : 0,
    snoozed_by: facts.snoozed?.by ?? null,
    sorted: facts.sorted,
    version: facts.version,
    opened_at: at,
    updated_at: at,
  };
}

export function stepRow(
  entityId: number,
  version: number,
  at: number,
  step: NewStep,
  who: { principal_kind: string; principal_id: string | null; principal_name: string },
): Insertable<CaseStepTable> {
  return {
    entity_id: entityId,
    version,
    at,
    kind: step.kind,
    before_value: step.before,
    after_value: step.after,
    note: step.note,
    who_kind: who.principal_kind,
    who_id: who.principal_id,
    who_name: who.principal_name,
    audit_id: null,
  };
}

export function describeCase(facts: CaseFacts, updatedAt: number | null, now: number): TriageCase {
  const { acknowledged, snoozed } = facts;
  return {
    state: facts.state,
    owner: facts.owner,
    awsCaseId: facts.awsCaseId,
    acknowledged: acknowledged && { at: toIso(acknowledged.at), by: acknowledged.by },
    snoozed:
      snoozed !== null && isAsleep(snoozed, now)
        ? { at: toIso(snoozed.at), by: snoozed.by, until: toIso(snoozed.until), untilChange: snoozed.untilChange }
        : null,
    sorted: facts.sorted,
    version: facts.version,
    updatedAt: toIso(updatedAt),
  };
}

/** A kind that this version does not know is shown as a note of what it says. */
export function describeStep(row: Selectable<CaseStepTable>): CaseStep {
  return {
    id: String(row.id),
    version: row.version,
    at: toIso(row.at),
    kind: CASE_STEP_KINDS.find((kind) => kind === row.kind) ?? 'note',
    before: row.before_value,
    after: row.after_value,
    note: row.note,
    who: { kind: row.who_kind, id: row.who_id, name: row.who_name },
  };
}
