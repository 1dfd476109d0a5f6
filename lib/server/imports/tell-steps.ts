import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { writeReportSteps } from '../store/write-steps.ts';

/** Senders a transaction: their whole histories are folded. */
const AT_ONCE = 100;

/**
 * What the reports of an import tell of how senders stood, for lists and counts at past moments. After its last line, not
 * with each: a sender's events lie all over a file. Repeating it changes nothing.
 */
export async function tellSteps({ store }: Pick<Context, 'store'>, since: number): Promise<void> {
  const rows = await store.read
    .selectFrom('changes')
    .select('entity_id')
    .distinct()
    .where('reported_at', '>=', since)
    .where('source', '=', 'import')
    .execute();
  const ids = rows.map((row) => row.entity_id);
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    await store.write((transaction) => writeReportSteps(transaction, store.dialect, some));
    await setImmediate();
  }
}
