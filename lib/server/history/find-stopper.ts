import 'server-only';
import type { Origin } from '../../domain/change.ts';
import type { Stopper } from '../../domain/explain-input.ts';
import type { ReadDatabase } from '../store/store.ts';

/** Who set the customer-managed record to its present DISABLED, as the stored change says; null: it is not, or none says. */
export async function findStopper(
  database: ReadDatabase,
  sender: { id: number; incarnation: number; customer_status: string | null },
): Promise<Stopper | null> {
  if (sender.customer_status !== 'DISABLED') return null;
  const change = await database
    .selectFrom('changes')
    .leftJoin('acts', 'acts.id', 'changes.act_id')
    .select(['changes.old_value', 'changes.new_value', 'changes.origin', 'changes.evidence'])
    .select(['acts.principal_name as who', 'acts.reason as why'])
    .where('changes.entity_id', '=', sender.id)
    .where('changes.incarnation', '=', sender.incarnation)
    .where('changes.track', '=', 'customer')
    .where('changes.reported_at', 'is', null)
    .orderBy('changes.seen_at', 'desc')
    .orderBy('changes.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  // A record that was written again since may have been written by somebody else.
  if (change?.new_value !== 'DISABLED' || change.old_value === 'DISABLED') return null;
  const evidence = change.evidence === null ? [] : (JSON.parse(change.evidence) as string[]);
  return { kind: change.origin as Origin, who: change.who, why: change.why, evidence };
}
