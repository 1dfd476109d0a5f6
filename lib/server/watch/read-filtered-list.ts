import 'server-only';
import { hasCode } from '../errors.ts';
import { applyAnswers } from '../history/apply-answers.ts';
import type { EntityFilter } from '../ses/gateway.ts';
import { recordReading } from '../history/record-state.ts';
import { recordPass } from '../history/sweep-rows.ts';
import type { Watched } from './watched.ts';

export type ListLane = 'disabled' | 'high';

const FILTERS: Record<ListLane, EntityFilter> = {
  disabled: { sendingStatus: 'DISABLED' },
  high: { reputationImpact: 'HIGH' },
};

export interface FilteredList {
  /** Reads and stores the next page. True when that ended a pass over the whole list. */
  step(): Promise<boolean>;
}

/**
 * One of the lists that tell of trouble first, read over and over. Who was on it in the last pass and is not in this one
 * has changed (or the list lags): it is read by itself, in the lowest lane.
 */
export function createFilteredList(watched: Watched, lane: ListLane): FilteredList {
  const { context, ses, signal } = watched;
  const progress = watched.lanes[lane];
  let token: string | null = null;
  let pass = { startedAt: 0, pages: 0, arns: new Set<string>() };
  let before: Set<string> | null = null;

  async function read() {
    try {
      return await ses.listEntities(FILTERS[lane], token, { lane: 'filtered-lists', signal });
    } catch (error) {
      // A page token that SES no longer takes: the pass begins again.
      if (token === null || !hasCode(error, 'ses-bad-request')) throw error;
      token = null;
      return await ses.listEntities(FILTERS[lane], null, { lane: 'filtered-lists', signal });
    }
  }

  return {
    async step() {
      const { value: page, beganAt, endedAt } = await read();
      if (token === null) pass = { startedAt: beganAt, pages: 0, arns: new Set() };
      pass.pages++;
      for (const entity of page.entities) pass.arns.add(entity.arn);
      const done = page.nextToken === null;
      const settled = { startedAt: pass.startedAt, finishedAt: endedAt, pages: pass.pages, entities: pass.arns.size };
      const applied = await applyAnswers(context, {
        connectionId: watched.id,
        source: 'list',
        answers: page.entities.map((entity) => ({ entity, beganAt, endedAt })),
        settle: async (transaction) => {
          await watched.checkLease(transaction);
          await recordReading(transaction, watched.id, endedAt);
          if (done) await recordPass(transaction, watched.id, lane, settled);
        },
      });
      token = page.nextToken;
      if (applied.changes > 0) watched.hastenFindings = true;
      progress.progressAt = endedAt;
      if (!done) return false;
      before ??= await onListInStore(watched, lane);
      for (const arn of before)
        if (!pass.arns.has(arn) && !watched.toConfirm.has(arn)) watched.toConfirm.set(arn, 'left');
      before = pass.arns;
      Object.assign(progress, settled);
      if (watched.toConfirm.size > 0) watched.wake();
      return true;
    },
  };
}

async function onListInStore(watched: Watched, lane: ListLane): Promise<Set<string>> {
  const rows = await watched.context.store.read
    .selectFrom('entities')
    .select('arn')
    .where('connection_id', '=', watched.id)
    .where('deleted_at', 'is', null)
    .where(lane === 'disabled' ? 'aggregate' : 'impact', '=', lane === 'disabled' ? 'DISABLED' : 'HIGH')
    .execute();
  return new Set(rows.map((row) => row.arn));
}
