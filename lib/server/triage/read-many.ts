import 'server-only';
import { isStandingError } from '../errors.ts';
import { applyAnswers } from '../history/apply-answers.ts';
import { reachConnection } from '../entities/reach-connection.ts';
import type { SesEntity } from '../ses/gateway.ts';
import type { ActRun } from './act-run.ts';
import type { ListPlan } from './plan-confirmation.ts';
import { callSignal } from './read-for-act.ts';

export interface ManyReader {
  /** What a list that was asked for after this moment says of it; null: it is not on it, or no list could be read. */
  look(arn: string): Promise<SesEntity | null>;
  /** Nothing more will be written: who waits is served now. */
  hurry(): void;
}

/** Nobody waits longer for others to come along; two acts on the same senders wait for each other at most so long. */
const LONGEST_WAIT_MS = 45_000;

/**
 * Confirms many writes by the pages of one list instead of one Get each. Only what a list shows counts: it may lag, so
 * who is missing is read by itself.
 */
export function readMany(run: ActRun, connectionId: string, plan: ListPlan): ManyReader {
  const { context, act, stop } = run;
  const waiting = new Map<string, (entity: SesEntity | null) => void>();
  let timer: NodeJS.Timeout | undefined;
  let hurried = false;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const batch = new Map(waiting);
    waiting.clear();
    void readPages(batch)
      .catch((error: unknown) => {
        if (!stop.aborted && !isStandingError(error)) {
          context.log.error({ err: error, actId: act.id }, 'A list that confirms an act could not be stored');
        }
      })
      .finally(() => {
        for (const tell of batch.values()) tell(null);
      });
  }

  async function readPages(batch: Map<string, (entity: SesEntity | null) => void>): Promise<void> {
    const connection = await reachConnection(context, connectionId);
    let token: string | null = null;
    do {
      const options = { lane: run.lane, signal: callSignal(stop) };
      const { value, beganAt, endedAt } = await connection.listEntities(plan.filter, token, options);
      const rows = value.entities.map((entity) => ({ entity, beganAt, endedAt }));
      const ours = rows.filter(({ entity }) => batch.has(entity.arn));
      const others = rows.filter(({ entity }) => !batch.has(entity.arn));
      await applyAnswers(context, { connectionId, source: 'act', answers: ours, actId: act.id });
      await applyAnswers(context, { connectionId, source: 'list', answers: others });
      for (const { entity } of ours) {
        batch.get(entity.arn)?.(entity);
        batch.delete(entity.arn);
      }
      token = value.nextToken;
    } while (token !== null && batch.size > 0);
  }

  return {
    look: (arn) =>
      new Promise((resolve) => {
        waiting.set(arn, resolve);
        if (hurried || waiting.size >= plan.chunk) flush();
        else timer ??= setTimeout(flush, LONGEST_WAIT_MS);
      }),
    hurry: () => {
      hurried = true;
      flush();
    },
  };
}
