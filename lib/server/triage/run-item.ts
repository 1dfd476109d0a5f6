import 'server-only';
import type { ExpectedState } from '../../domain/act.ts';
import { entityCan } from '../../domain/entity-can.ts';
import { type StandingError, isStandingError } from '../errors.ts';
import type { SesEntity } from '../ses/gateway.ts';
import type { ActItemRow } from './act-row.ts';
import { type ActRun, haltRun } from './act-run.ts';
import { actWriting, movedSince, presentValue, subjectOf } from './act-value.ts';
import { confirmItem } from './confirm-item.ts';
import { isRunning, markSent } from './mark-sent.ts';
import { OWN_ANSWERS, PASSING, readForAct, withPauses } from './read-for-act.ts';
import type { ManyReader } from './read-many.ts';
import { settleItem } from './settle-item.ts';
import { writeItem } from './write-item.ts';

const READ_PAUSES_MS = [500, 1_500, 4_000];
const RETRY_MS = 20_000;

/**
 * One entity of an act: read, compare with what the operator saw, ask the table, mark as sent, write, confirm by
 * reading. An item that was marked as sent by an earlier run is never written again; reading resolves it.
 * @param written called once nothing more will be written for it: the next item may begin.
 */
export async function runItem(
  run: ActRun,
  item: ActItemRow,
  written: () => void,
  many: ManyReader | null,
): Promise<void> {
  if (item.sent_at !== null) {
    written();
    return confirmItem(run, item, { lost: true, beforeUpdatedAt: item.before_updated_at }, null);
  }
  if (run.halted || !(await isRunning(run))) return;
  const entity = await readFirst(run, item);
  if (entity === null) return;
  const kind = actWriting(item.requested_value) ?? run.act.act;
  const before = presentValue(kind, entity);
  const beforeUpdatedAt = entity.customerManagedStatus?.lastUpdatedAt ?? null;
  const nothing = { before, after: before, afterUpdatedAt: beforeUpdatedAt };
  const moved = movedSince(item.expected === null ? null : (JSON.parse(item.expected) as ExpectedState), entity);
  if (moved.length > 0) {
    const detail = `${moved.join(' ')} Nothing was written.`;
    return settleItem(run, item, { outcome: 'moved', detail, ...nothing });
  }
  const permit = entityCan.act(kind, subjectOf(entity), item.requested_value);
  if (permit !== true) {
    const outcome = permit.code === 'already-so' ? 'no-change' : 'refused';
    return settleItem(run, item, { outcome, detail: `${permit.reason} Nothing was written.`, ...nothing });
  }
  const mark = await markSent(run, item, { value: before, updatedAt: beforeUpdatedAt });
  if (mark === 'left') return;
  if (mark !== 'marked') return settleItem(run, item, { outcome: 'refused', detail: mark.refusal, ...nothing });
  const sent = { ...item, before_value: before, before_updated_at: beforeUpdatedAt };
  const answer = await writeItem(run, sent);
  written();
  if (answer === 'left') return;
  if (typeof answer === 'object') return settleItem(run, sent, answer);
  return confirmItem(run, sent, { lost: answer === 'lost', beforeUpdatedAt }, many);
}

async function readFirst(run: ActRun, item: ActItemRow): Promise<SesEntity | null> {
  const { stop } = run;
  try {
    return await withPauses(READ_PAUSES_MS, PASSING, run, () => readForAct(run, item));
  } catch (error) {
    if (stop.aborted || !isStandingError(error)) throw error;
    if (!run.isSingle && !OWN_ANSWERS.includes(error.code)) {
      await haltRun(run, { reason: cannotRead(error), retryInMs: RETRY_MS });
      return null;
    }
    const detail =
      error.code === 'ses-not-found'
        ? 'SES does not know this entity any more. Nothing was written.'
        : `It could not be read first, so nothing was written. ${error.message}`;
    await settleItem(run, item, { outcome: 'refused', detail });
    return null;
  }
}

/** A pause for what will pass or be mended; the act goes on by itself when one read succeeds. */
function cannotRead(error: StandingError): string {
  return `SES cannot be read on its connection, so it waits and tries again by itself. ${error.message}`;
}
