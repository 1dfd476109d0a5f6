import 'server-only';
import { randomUUID } from 'node:crypto';
import { hasCode } from '../errors.ts';
import { applyAnswers } from '../history/apply-answers.ts';
import { mergeFacts } from '../history/merge-facts.ts';
import { recordReading } from '../history/record-state.ts';
import {
  beginSweep,
  dropSweeps,
  finishSweep,
  missingFromSweep,
  recordPage,
  type FullSweep,
} from '../history/sweep-rows.ts';
import type { Watched } from './watched.ts';

/** A sweep that misses this many, and more than this share of what we hold, is suspect: no tombstones, repeated first. */
const SUSPECT_COUNT = 5;
const SUSPECT_SHARE = 0.02;

export interface FullSweeper {
  /** When the next step is due, epoch ms. */
  dueAt(): number;
  /** A sweep has pages left: its next step is due now. */
  running(): boolean;
  /** Reads and stores the next page of the sweep over everything. */
  step(): Promise<void>;
}

export function createFullSweeper(
  watched: Watched,
  resume: { running: FullSweep | null; last: { startedAt: number; suspect: boolean } | null },
): FullSweeper {
  const { context, ses, signal, id } = watched;
  const { store, clock } = context;
  const progress = watched.lanes.full;
  let sweep = resume.running;
  let last = resume.last;

  async function begin(): Promise<FullSweep> {
    const fresh: FullSweep = { id: randomUUID(), startedAt: clock.now(), token: null, pages: 0, entities: 0 };
    await store.write(async (transaction) => {
      await watched.checkLease(transaction);
      await beginSweep(transaction, id, fresh);
    });
    return fresh;
  }

  /** SES no longer takes the token: what was read stays, the sweep begins again. */
  async function restart(): Promise<void> {
    await store.write(async (transaction) => {
      await watched.checkLease(transaction);
      const finished = await transaction
        .selectFrom('sweeps')
        .select('id')
        .where('connection_id', '=', id)
        .where('lane', '=', 'full')
        .where('finished_at', 'is not', null)
        .orderBy('finished_at', 'desc')
        .executeTakeFirst();
      await dropSweeps(transaction, id, finished?.id ?? null);
    });
    sweep = null;
  }

  async function finish(done: FullSweep, finishedAt: number): Promise<void> {
    const { missing, known } = await missingFromSweep(store.read, id, done);
    const suspect = missing.length >= SUSPECT_COUNT && missing.length > known * SUSPECT_SHARE;
    await store.write(async (transaction) => {
      await watched.checkLease(transaction);
      await finishSweep(transaction, id, done, finishedAt, suspect);
      await mergeFacts(transaction, id, { pageSizes: ses.pageSizes() });
    });
    // Two sweeps in a row agree: each of the missing is asked for by name before anything is believed.
    if (!suspect || last?.suspect) for (const arn of missing) watched.toConfirm.set(arn, 'missing');
    if (suspect && !last?.suspect) {
      context.log.warn(
        { connection: id, missing: missing.length, known },
        'A sweep missed many; it is repeated first.',
      );
    }
    const repeat = suspect && !last?.suspect;
    last = { startedAt: repeat ? 0 : done.startedAt, suspect };
    Object.assign(progress, {
      startedAt: done.startedAt,
      finishedAt,
      pages: done.pages,
      entities: done.entities,
      expected: done.entities,
      suspect,
      lastedMs: finishedAt - done.startedAt,
    });
    sweep = null;
  }

  return {
    dueAt: () => (sweep !== null || last === null ? 0 : last.startedAt + watched.intervalMs),
    running: () => sweep !== null,
    async step() {
      const now = (sweep ??= await begin());
      const { token } = now;
      try {
        const { value: page, beganAt, endedAt } = await ses.listEntities({}, token, { lane: 'full-sweep', signal });
        const next: FullSweep = {
          ...now,
          token: page.nextToken === token ? null : page.nextToken,
          pages: now.pages + 1,
          entities: now.entities + page.entities.length,
        };
        await applyAnswers(context, {
          connectionId: id,
          source: 'sweep',
          answers: page.entities.map((entity) => ({ entity, beganAt, endedAt })),
          settle: async (transaction, entityIds) => {
            await watched.checkLease(transaction);
            await recordReading(transaction, id, endedAt);
            await recordPage(transaction, next, entityIds);
          },
        });
        sweep = next;
        const { startedAt, pages, entities } = next;
        Object.assign(progress, { startedAt, pages, entities, progressAt: endedAt });
        if (progress.finishedAt !== null && progress.finishedAt < startedAt) progress.finishedAt = null;
        if (next.token === null) await finish(next, endedAt);
      } catch (error) {
        if (token === null || !hasCode(error, 'ses-bad-request')) throw error;
        await restart();
      }
    },
  };
}
