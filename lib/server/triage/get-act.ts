import 'server-only';
import type { Act } from '../../domain/act.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { loadAct } from './act-row.ts';

/** An act and how each item ended so far. @throws StandingError `act-not-found`. */
export async function getAct(context: Context, input: { id: string }): Promise<Act> {
  authorise(context, 'acts.read');
  const { act, items } = await loadAct(context.store.read, input.id);
  return {
    id: act.id,
    act: act.act,
    policy: act.policy,
    reason: act.reason,
    who: act.principal_name,
    startedAt: toIso(act.started_at),
    finishedAt: toIso(act.finished_at),
    items: items.map((item) => ({
      arn: item.arn,
      name: item.name,
      outcome: item.outcome,
      detail: item.detail,
      before: item.before_value,
      requested: item.requested_value,
      after: item.after_value,
      settledAt: toIso(item.settled_at),
    })),
  };
}
