import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { hasCode, isStandingError } from '../errors.ts';
import type { ActItemRow, ActRow } from './act-row.ts';
import { actWriting } from './act-value.ts';
import { type Judgement, judgeReading } from './judge-reading.ts';
import { readForAct } from './read-for-act.ts';
import { type Settlement, settleItem } from './settle-item.ts';

/** Pauses before each read after a write, milliseconds: about fifteen seconds in all, then "not yet". */
const PAUSES_MS = [0, 700, 1_500, 3_000, 5_000, 5_000];

/**
 * Reads until the write is seen or time is up, and settles the item. `lost`: SES's answer to the write was lost (or the
 * process died), so that reading must tell whether it arrived; it is never sent again.
 */
export async function confirmItem(
  context: Context,
  act: ActRow,
  item: ActItemRow,
  sent: { lost: boolean; beforeUpdatedAt: number | null },
  stop: AbortSignal,
): Promise<void> {
  let judged: Judgement | null = null;
  let trouble = 'SES could not be read afterwards.';
  let seenOnce = false;
  for (const pauseMs of PAUSES_MS) {
    await sleep(pauseMs, undefined, { signal: stop });
    try {
      const entity = await readForAct(context, item, stop, act.id);
      const kind = actWriting(item.requested_value) ?? act.act;
      const written = { act: kind, requested: item.requested_value, before: item.before_value, seenOnce };
      judged = judgeReading({ ...written, beforeUpdatedAt: sent.beforeUpdatedAt }, entity);
      if (!judged.open) break;
      seenOnce ||= judged.after === item.requested_value;
    } catch (error) {
      if (stop.aborted || !isStandingError(error)) throw error;
      trouble = `SES could not be read afterwards. ${error.message}`;
      if (hasCode(error, 'ses-not-found')) {
        judged = null;
        trouble = 'SES does not know this entity any more.';
        break;
      }
    }
  }
  await settleItem(context, act, item, settlementOf(judged, sent.lost && !seenOnce, trouble, item));
}

function settlementOf(judged: Judgement | null, lost: boolean, trouble: string, item: ActItemRow): Settlement {
  if (judged === null) return { outcome: 'unknown', detail: `Whether it was carried out is not known. ${trouble}` };
  const { outcome, detail, after } = judged;
  // Without an answer, a value that is not ours proves nothing: another may have written it.
  if (lost && after !== item.requested_value && (outcome === 'not-yet' || outcome === 'reverted')) {
    return {
      outcome: 'unknown',
      detail: `SES’s answer was lost, and reading does not show the value that was asked for. It was not sent again. ${detail.replace(/^It was written[^.]*\. /, '')}`,
      after,
    };
  }
  return { outcome, detail: lost ? `SES’s answer was lost; reading told. ${detail}` : detail, after };
}
