import 'server-only';
import type { ActOutcome } from '../../domain/act-names.ts';
import type { ExpectedState } from '../../domain/act.ts';
import { guardOf } from '../../domain/guard-rails.ts';
import type { Context } from '../context.ts';
import { StandingError, conflict } from '../errors.ts';
import { loadAct } from './act-row.ts';
import { beginRun } from './begin-run.ts';
import { readGuardRails } from './read-guard-rails.ts';
import { loadSteered } from './steer-act.ts';
import { storeAct } from './store-act.ts';

/** What may come out otherwise the second time. What had moved needs a new look, and so a new act. */
const RETRIED: readonly ActOutcome[] = ['refused', 'unknown', 'cancelled', 'not-yet'];
const HOUR_MS = 3_600_000;

/**
 * Tries the failed items of an act again, as a new act with the same reason and the state the operator saw then. Each is
 * read before anything is written, so what was carried out after all is left alone. Trying again twice is once.
 * @throws StandingError `act-not-found`, `conflict` (still running, nothing failed), `acts-held`.
 */
export async function retryAct(context: Context, input: { id: string }): Promise<{ id: string }> {
  await loadSteered(context, input.id);
  const { act, items } = await loadAct(context.store.read, input.id);
  if (act.finished_at === null) throw conflict('This act is still running. Wait until it has finished.');
  const failed = items.filter((item) => RETRIED.includes(item.outcome));
  if (failed.length === 0) throw conflict('No item of this act failed, so there is nothing to try again.');
  const rails = await readGuardRails(context.store.read);
  const guard = guardOf(rails, failed.length, context.clock.now());
  if (guard.refusal !== null) throw new StandingError('acts-held', guard.refusal.reason);
  const { id, isNew } = await storeAct(context, {
    act: act.act,
    policy: act.policy,
    reason: act.reason,
    idempotencyKey: `retry:${act.id}`,
    request: ['retry', act.id],
    parent: { id: act.id, kind: 'retry' },
    items: failed.map((item) => ({
      entityId: item.entity_id,
      arn: item.arn,
      expected: item.expected === null ? null : (JSON.parse(item.expected) as ExpectedState),
      requested: item.requested_value,
    })),
    ...(guard.approval ? { approvalUntil: context.clock.now() + rails.approvalHours * HOUR_MS } : {}),
  });
  if (isNew && !guard.approval) beginRun(context, id);
  return { id };
}
