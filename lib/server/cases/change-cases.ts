import 'server-only';
import type { Insertable } from 'kysely';
import { type CaseHand, changeCase } from '../../domain/change-case.ts';
import type { CaseChange, CaseStep, ChangeCases, ChangedCases } from '../../domain/triage-case.ts';
import { authorise } from '../access/authorise.ts';
import { actorOf, type AuditEntry, recordAudits } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import type { CaseStepTable, CaseTable } from '../store/schema-of-cases.ts';
import type { WriteTransaction } from '../store/store.ts';
import { type CaseRow, describeStep, factsOf, rowOf, stepRow } from './case-row.ts';
import { forgetCandidates } from '../queue/remember-candidates.ts';
import { findPerson } from './find-person.ts';
import { writeCases } from './write-cases.ts';

interface Target {
  id: number;
  arn: string;
  connection_id: string;
}

/**
 * Changes the cases of senders: owner, state, snooze, a note and the rest, alike for all of them, with an audit row and a
 * step each. A case that moved since the version the caller saw is left alone and told in `moved`.
 * @throws StandingError `entity-not-found` for the first ARN that is not stored, `invalid-input` for an owner who is
 *   nobody here or may not see one of the senders; nothing is changed then.
 */
export async function changeCases(context: Context, input: ChangeCases): Promise<ChangedCases> {
  authorise(context, 'cases.write');
  const targets = await targetsOf(context, input.arns);
  const hand: CaseHand = {
    at: context.clock.now(),
    by: actorOf(context.principal).principal_name,
    owner: await findPerson(
      context,
      input.change.ownerId,
      targets.map((target) => target.connection_id),
    ),
  };
  const done = await context.store.write((transaction) => changeAll(transaction, context, { ...input, targets, hand }));
  forgetCandidates(context);
  return done;
}

async function targetsOf({ store }: Context, arns: readonly string[]): Promise<Target[]> {
  const wanted = [...new Set(arns)];
  const rows = await store.read
    .selectFrom('entities')
    .select(['id', 'arn', 'connection_id'])
    .where('arn', 'in', wanted)
    .execute();
  const byArn = new Map(rows.map((row) => [row.arn, row]));
  return wanted.map((arn) => {
    const row = byArn.get(arn);
    if (row === undefined) throw notFound('entity', arn);
    return row;
  });
}

async function changeAll(
  transaction: WriteTransaction,
  context: Context,
  input: { targets: readonly Target[]; change: CaseChange; versions?: ChangeCases['versions']; hand: CaseHand },
): Promise<ChangedCases> {
  const { targets, change, versions, hand } = input;
  const rows = await casesOf(
    transaction,
    targets.map((target) => target.id),
  );
  const who = actorOf(context.principal);
  const changed: ChangedCases['changed'] = [];
  const moved: Target[] = [];
  const touched: Target[] = [];
  const cases: Insertable<CaseTable>[] = [];
  const steps: Insertable<CaseStepTable>[] = [];
  const audits: AuditEntry[] = [];
  for (const target of targets) {
    const known = factsOf(rows.get(target.id));
    const seen = versions?.[target.arn];
    if (seen !== undefined && seen !== known.version && !isNoteAlone(change)) {
      moved.push(target);
      continue;
    }
    const { facts, steps: made } = changeCase(known, change, hand);
    changed.push({ arn: target.arn, version: facts.version });
    if (made.length === 0) continue;
    touched.push(target);
    cases.push(rowOf(target.id, facts, hand.at));
    for (const step of made) {
      steps.push(stepRow(target.id, facts.version, hand.at, step, who));
      audits.push({
        kind: 'act',
        action: `case.${step.kind}`,
        target: target.arn,
        before: step.before,
        after: step.after,
        reason: step.note,
      });
    }
  }
  const ids = await recordAudits(transaction, context, audits);
  await writeCases(
    transaction,
    touched,
    cases,
    steps.map((step, index) => ({ ...step, audit_id: ids[index] ?? null })),
  );
  return { changed, moved: await tellMoved(transaction, moved, rows, versions ?? {}) };
}

const isNoteAlone = (change: CaseChange) => Object.keys(change).join() === 'note';

async function casesOf(transaction: WriteTransaction, entityIds: readonly number[]): Promise<Map<number, CaseRow>> {
  const rows = await transaction.selectFrom('cases').selectAll().where('entity_id', 'in', entityIds).execute();
  return new Map(rows.map((row) => [row.entity_id, row]));
}

/** What was done to them since the caller looked. */
async function tellMoved(
  transaction: WriteTransaction,
  moved: readonly Target[],
  rows: ReadonlyMap<number, CaseRow>,
  versions: Record<string, number>,
): Promise<ChangedCases['moved']> {
  if (moved.length === 0) return [];
  const steps = await transaction
    .selectFrom('case_steps')
    .selectAll()
    .where(
      'entity_id',
      'in',
      moved.map((target) => target.id),
    )
    .orderBy('id', 'desc')
    .limit(2000)
    .execute();
  return moved.map(({ id, arn }) => ({
    arn,
    version: rows.get(id)?.version ?? 0,
    steps: steps
      .filter((step) => step.entity_id === id && step.version > (versions[arn] ?? 0) && step.kind !== 'note')
      .map((step): CaseStep => describeStep(step)),
  }));
}
