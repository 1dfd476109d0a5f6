import 'server-only';
import type { ExpectedState } from '../../domain/act.ts';
import type { EntityArn } from '../../domain/arn.ts';
import { entityCan } from '../../domain/entity-can.ts';
import type { PolicyName } from '../../domain/vocabulary.ts';
import type { Context } from '../context.ts';
import { reachConnection } from '../entities/reach-connection.ts';
import { type StandingError, hasCode, isStandingError } from '../errors.ts';
import type { SesEntity } from '../ses/gateway.ts';
import type { ActItemRow, ActRow } from './act-row.ts';
import { actWriting, movedSince, presentValue, subjectOf } from './act-value.ts';
import { confirmItem } from './confirm-item.ts';
import { PASSING, callSignal, readForAct, withPauses } from './read-for-act.ts';
import { settleItem } from './settle-item.ts';

const READ_PAUSES_MS = [500, 1_500, 4_000];
/** A throttled write was not carried out, so it may be repeated; nothing else is. */
const WRITE_PAUSES_MS = [1_000, 2_000, 4_000, 8_000];

/**
 * One entity of an act: read, compare with what the operator saw, ask the table, mark as sent, write, confirm by
 * reading. An item that was marked as sent by an earlier run is never written again; reading resolves it.
 */
export async function runItem(context: Context, act: ActRow, item: ActItemRow, stop: AbortSignal): Promise<void> {
  if (item.sent_at !== null) return confirmItem(context, act, item, { lost: true, beforeUpdatedAt: null }, stop);
  const entity = await readFirst(context, act, item, stop);
  if (entity === null) return;
  const kind = actWriting(item.requested_value) ?? act.act;
  const before = presentValue(kind, entity);
  const moved = movedSince(item.expected === null ? null : (JSON.parse(item.expected) as ExpectedState), entity);
  if (moved.length > 0) {
    const detail = `${moved.join(' ')} Nothing was written.`;
    return settleItem(context, act, item, { outcome: 'moved', detail, before, after: before });
  }
  const permit = entityCan.act(kind, subjectOf(entity), item.requested_value);
  if (permit !== true) {
    const outcome = permit.code === 'already-so' ? 'no-change' : 'refused';
    const detail = `${permit.reason} Nothing was written.`;
    return settleItem(context, act, item, { outcome, detail, before, after: before });
  }
  if (!(await markSent(context, act, item, before))) return;
  const sent = { ...item, before_value: before };
  const written = await write(context, act, sent, stop);
  if (typeof written === 'object') return settleItem(context, act, sent, written);
  const beforeUpdatedAt = entity.customerManagedStatus?.lastUpdatedAt ?? null;
  return confirmItem(context, act, sent, { lost: written === 'lost', beforeUpdatedAt }, stop);
}

async function readFirst(
  context: Context,
  act: ActRow,
  item: ActItemRow,
  stop: AbortSignal,
): Promise<SesEntity | null> {
  try {
    return await withPauses(READ_PAUSES_MS, PASSING, stop, () => readForAct(context, item, stop));
  } catch (error) {
    if (stop.aborted || !isStandingError(error)) throw error;
    const detail =
      error.code === 'ses-not-found'
        ? 'SES does not know this entity any more. Nothing was written.'
        : `It could not be read first, so nothing was written. ${error.message}`;
    await settleItem(context, act, item, { outcome: 'refused', detail });
    return null;
  }
}

/**
 * The race is settled here: only the run that marks the item may write, and none while another act on the same entity
 * has left and has no end (of another process; in this one they take turns).
 */
async function markSent(context: Context, act: ActRow, item: ActItemRow, before: string | null): Promise<boolean> {
  const blocked = await context.store.write(async (transaction) => {
    const mark = await transaction
      .selectFrom('entities')
      .select('protected_at')
      .where('id', '=', item.entity_id)
      .executeTakeFirst();
    if (mark?.protected_at != null) return 'protected' as const;
    const other = await transaction
      .selectFrom('act_items')
      .select('act_id')
      .where('entity_id', '=', item.entity_id)
      .where('outcome', '=', 'pending')
      .where('sent_at', 'is not', null)
      .where('act_id', '!=', act.id)
      .executeTakeFirst();
    if (other !== undefined) return 'by-another' as const;
    const marked = await transaction
      .updateTable('act_items')
      .set({ sent_at: context.clock.now(), before_value: before })
      .where('act_id', '=', act.id)
      .where('position', '=', item.position)
      .where('outcome', '=', 'pending')
      .where('sent_at', 'is', null)
      .returning('position')
      .executeTakeFirst();
    return marked === undefined ? ('taken' as const) : null;
  });
  if (blocked === 'by-another') {
    const detail = 'Another act on this sender is under way. Nothing was written; try again when it has ended.';
    await settleItem(context, act, item, { outcome: 'refused', detail, before, after: before });
  }
  if (blocked === 'protected') {
    const detail = 'This sender was protected in Standing meanwhile. Nothing was written.';
    await settleItem(context, act, item, { outcome: 'refused', detail, before, after: before });
  }
  return blocked === null;
}

/** `sent`: SES answered · `lost`: nobody knows whether it arrived · otherwise SES refused it, in words. */
async function write(context: Context, act: ActRow, item: ActItemRow, stop: AbortSignal) {
  try {
    await withPauses(WRITE_PAUSES_MS, ['ses-throttled'], stop, () => send(context, act, item, stop));
    return 'sent' as const;
  } catch (error) {
    // It may have left; the next start resolves it by reading.
    if (stop.aborted || hasCode(error, 'shutting-down')) throw error;
    if (!isStandingError(error)) {
      context.log.warn({ err: error, actId: act.id }, 'A write to SES ended without an answer');
      return 'lost' as const;
    }
    if (hasCode(error, 'ses-unreachable', 'ses-fault', 'internal', 'connection-not-found')) return 'lost' as const;
    return { outcome: 'refused' as const, detail: refusalWords(error), before: item.before_value };
  }
}

async function send(context: Context, act: ActRow, item: ActItemRow, stop: AbortSignal): Promise<void> {
  const connection = await reachConnection(context, item.connection_id);
  const options = { lane: 'act' as const, operator: act.principal_name, signal: callSignal(stop) };
  const arn = item.arn as EntityArn;
  if (actWriting(item.requested_value) === 'set-policy') {
    await connection.setPolicy(arn, item.requested_value as PolicyName, options);
  } else {
    await connection.setCustomerStatus(arn, item.requested_value as 'ENABLED' | 'REINSTATED' | 'DISABLED', options);
  }
}

function refusalWords(error: StandingError): string {
  const action = error.details.iamAction === undefined ? '' : ` The missing permission is ${error.details.iamAction}.`;
  return `SES refused the write. ${error.message}${error.message.includes(error.details.iamAction ?? '\n') ? '' : action}`;
}
