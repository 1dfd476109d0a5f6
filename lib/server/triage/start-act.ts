import 'server-only';
import type { StartAct } from '../../domain/act.ts';
import { counted } from '../../domain/counted.ts';
import { entityCan, protectedReason, protectionWords } from '../../domain/entity-can.ts';
import { guardOf } from '../../domain/guard-rails.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { StandingError, conflict } from '../errors.ts';
import { expectedFor, requestedValueOf } from './act-value.ts';
import { beginRun } from './begin-run.ts';
import { findCooling } from './find-cooling.ts';
import { type TargetRow, findTarget, seenStateOfRows, targetOf } from './find-target.ts';
import { readGuardRails } from './read-guard-rails.ts';
import { type NewItem, findEarlierAct, storeAct } from './store-act.ts';

const HOUR_MS = 3_600_000;

/**
 * Starts an act on one or many entities: commits it as an intent, then runs it in the background, or waits for a second
 * person where the guard rails ask for one. Returns at once; the outcome of each item is read with `getAct`.
 * @throws StandingError `entity-not-found` naming the ARNs that are not stored, `conflict` for a used key or for another
 *   set or state than was seen, `acts-held` and `confirmation-needed` of the guard rails, `invalid-input`.
 */
export async function startAct(context: Context, input: StartAct): Promise<{ id: string }> {
  authorise(context, 'acts.start');
  const { store, clock } = context;
  const requested = requestedValueOf(input);
  const policy = input.act === 'set-policy' ? requested : null;
  const { arns, filter, count, seen, expected } = input;
  const request = [input.act, policy, input.reason, arns ?? filter, count, seen, expected];
  // Before anything is looked at: the same click once more must not find another world than the first.
  const earlier = await findEarlierAct(store.read, context, input.idempotencyKey, request);
  if (earlier !== null) return { id: earlier };
  const rows = await findTarget(context, targetOf(input));
  checkSeen(input, rows);
  const rails = await readGuardRails(store.read);
  const guard = guardOf(rails, rows.length, clock.now());
  if (guard.refusal !== null) throw new StandingError('acts-held', guard.refusal.reason);
  if (guard.typed !== null && input.typed?.trim() !== guard.typed) throw notTyped(guard.typed);
  const cooling = await findCooling(store.read, rails, input.act, clock.now());
  const { id, isNew } = await storeAct(context, {
    act: input.act,
    policy,
    reason: input.reason,
    idempotencyKey: input.idempotencyKey,
    request,
    items: rows.map((row) => itemOf(input, requested, row, cooling.get(row.id) ?? null)),
    ...(filter === undefined ? {} : { filter }),
    ...(guard.approval ? { approvalUntil: clock.now() + rails.approvalHours * HOUR_MS } : {}),
  });
  if (isNew && !guard.approval) beginRun(context, id);
  return { id };
}

function checkSeen({ count, seen }: StartAct, rows: readonly TargetRow[]): void {
  if (count !== undefined && rows.length !== count) {
    throw conflict(
      `${counted(rows.length, 'sender matches', 'senders match')} now; ${count.toLocaleString('en')} did when you looked. Nothing was done; look again.`,
    );
  }
  if (seen !== undefined && seen !== seenStateOfRows(rows)) {
    throw conflict('Some of these senders have moved since you looked. Nothing was done; look again.');
  }
}

function notTyped(typed: string): StandingError {
  const message = `takes the number of senders, ${typed}, because there are that many`;
  return new StandingError('confirmation-needed', `typed: ${message}.`, { fields: [{ field: 'typed', message }] });
}

function itemOf(input: StartAct, requested: string, row: TargetRow, coolsUntil: number | null): NewItem {
  const given = expectedFor(input.expected, row.arn);
  const isFrozen = given === null && (input.seen !== undefined || input.filter !== undefined);
  const refusal = refusalFor(input, row, coolsUntil);
  return {
    entityId: row.id,
    arn: row.arn,
    expected: isFrozen ? stateOf(input, row) : given,
    requested,
    ...(refusal === null ? {} : { refusal }),
  };
}

/** What Standing holds is what the operator saw: `seen` and the count have just said so. */
function stateOf({ act }: StartAct, row: TargetRow): NewItem['expected'] {
  if (act === 'set-policy') return { reputationManagementPolicy: row.policy };
  return {
    sendingStatusAggregate: row.aggregate,
    customerManagedStatus: row.customer_status,
    awsSesManagedStatus: row.aws_status,
  };
}

/** What Standing itself forbids needs no look at SES. */
function refusalFor({ act, policy }: StartAct, row: TargetRow, coolsUntil: number | null): string | null {
  if (row.protected_at !== null) {
    const mark = protectionWords({ by: row.protected_by ?? '', reason: row.protected_reason });
    return `${protectedReason(mark)} Nothing was written.`;
  }
  if (coolsUntil === null) return null;
  const subject = {
    sendingStatusAggregate: row.aggregate,
    customerStatus: row.customer_status,
    awsSesStatus: row.aws_status,
    reputationManagementPolicy: row.policy,
    deletedAt: null,
    unread: null,
    past: false,
    coolsUntil,
  };
  const permit = entityCan.act(act, subject, policy);
  return permit !== true && permit.code === 'cooling-down' ? `${permit.reason} Nothing was written.` : null;
}
