import 'server-only';
import { type StandingError, isStandingError } from '../errors.ts';
import type { SesEntity } from '../ses/gateway.ts';
import type { ActItemRow } from './act-row.ts';
import { type ActRun, haltRun } from './act-run.ts';
import { actPause } from './act-pause.ts';
import { actWriting } from './act-value.ts';
import { type Judgement, judgeReading } from './judge-reading.ts';
import { OWN_ANSWERS, readForAct } from './read-for-act.ts';
import type { ManyReader } from './read-many.ts';
import { type Settlement, settleItem } from './settle-item.ts';

/** Pauses before each read after a write, milliseconds: about fifteen seconds in all, then "not yet". */
const PAUSES_MS = [0, 700, 1_500, 3_000, 5_000, 5_000];
const RETRY_MS = 20_000;

/** What is known of a write that left. `lost`: its answer never came, or the process died; it is never sent again. */
export interface Sent {
  lost: boolean;
  beforeUpdatedAt: number | null;
}

/**
 * Reads until the write is seen or time is up, and settles the item. By a list of many first, where there is one; by
 * itself where that does not show it.
 */
export async function confirmItem(run: ActRun, item: ActItemRow, sent: Sent, many: ManyReader | null): Promise<void> {
  const listed = sent.lost ? null : ((await many?.look(item.arn)) ?? null);
  if (listed !== null) {
    const judged = judge(run.act.act, item, sent.beforeUpdatedAt, false, listed);
    if (judged.outcome === 'confirmed' || judged.outcome === 'settled-otherwise') {
      return settleItem(run, item, settlementOf(judged, sent.lost, '', item));
    }
  }
  const { stop } = run;
  let judged: Judgement | null = null;
  let failure: StandingError | null = null;
  let seenOnce = false;
  for (const pauseMs of PAUSES_MS) {
    await actPause(run.context.store, pauseMs, stop);
    try {
      const entity = await readForAct(run, item, true);
      failure = null;
      judged = judge(run.act.act, item, sent.beforeUpdatedAt, seenOnce, entity);
      if (!judged.open) break;
      seenOnce ||= judged.after === item.requested_value;
    } catch (error) {
      if (stop.aborted || !isStandingError(error)) throw error;
      failure = error;
      if (error.code === 'ses-not-found') {
        judged = null;
        break;
      }
    }
  }
  if (failure !== null && !run.isSingle && !OWN_ANSWERS.includes(failure.code)) {
    // It stays as sent: reading resolves it when its connection can be read again.
    const reason = `What was written cannot be read back yet, so it waits and tries again by itself. ${failure.message}`;
    return haltRun(run, { reason, retryInMs: RETRY_MS });
  }
  const trouble = troubleWords(failure);
  await settleItem(run, item, settlementOf(judged, sent.lost && !seenOnce, trouble, item));
}

function troubleWords(failure: StandingError | null): string {
  if (failure === null) return 'SES could not be read afterwards.';
  if (failure.code === 'ses-not-found') return 'SES does not know this entity any more.';
  return `SES could not be read afterwards. ${failure.message}`;
}

/** What one reading says of an item that was written. */
export function judge(
  act: ActRun['act']['act'],
  item: Pick<ActItemRow, 'requested_value' | 'before_value'>,
  beforeUpdatedAt: number | null,
  seenOnce: boolean,
  entity: SesEntity,
): Judgement {
  const kind = actWriting(item.requested_value) ?? act;
  const written = { act: kind, requested: item.requested_value, before: item.before_value, seenOnce };
  return judgeReading({ ...written, beforeUpdatedAt }, entity);
}

/** @param trouble why there is no judgement. */
export function settlementOf(
  judged: Judgement | null,
  lost: boolean,
  trouble: string,
  item: Pick<ActItemRow, 'requested_value'>,
): Settlement {
  if (judged === null) return { outcome: 'unknown', detail: `Whether it was carried out is not known. ${trouble}` };
  const { outcome, detail, after, afterUpdatedAt } = judged;
  // Without an answer, a value that is not ours proves nothing: another may have written it.
  if (lost && after !== item.requested_value && (outcome === 'not-yet' || outcome === 'reverted')) {
    return {
      outcome: 'unknown',
      detail: `SES’s answer was lost, and reading does not show the value that was asked for. It was not sent again. ${detail.replace(/^It was written[^.]*\. /, '')}`,
      after,
      afterUpdatedAt,
    };
  }
  return {
    outcome,
    detail: lost ? `SES’s answer was lost; reading told. ${detail}` : detail,
    after,
    afterUpdatedAt,
  };
}
