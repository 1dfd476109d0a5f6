import 'server-only';
import type { EventImport } from '../../domain/event-import.ts';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { describeImport, findImport } from './import-row.ts';
import { tellSteps } from './tell-steps.ts';

/** The file is at its end. Finishing twice is the same as once. @throws StandingError `not-found` */
export async function finishImport(context: Context, { id }: { id: string }): Promise<EventImport> {
  authorise(context, 'history.extend');
  const begun = await findImport(context.store.read, id);
  if (begun.finished_at === null) await tellSteps(context, begun.started_at);
  const now = context.clock.now();
  return await context.store.write(async (transaction) => {
    const row = await findImport(transaction, id);
    if (row.finished_at !== null) return describeImport(row);
    const finished = { ...row, finished_at: now, moved_at: now };
    await transaction.updateTable('imports').set({ finished_at: now, moved_at: now }).where('id', '=', id).execute();
    const { events, taken, merged, known, refused, advice, unknown } = describeImport(row).counts;
    await recordAudit(transaction, context, {
      kind: 'outcome',
      action: 'history.import',
      target: row.name,
      after: `${events} events: ${taken} taken, ${merged} merged, ${known} known before, ${advice + unknown} kept, ${refused} refused`,
    });
    return describeImport(finished);
  });
}
