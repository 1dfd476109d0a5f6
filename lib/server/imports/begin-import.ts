import 'server-only';
import { randomUUID } from 'node:crypto';
import type { BeginImport, EventImport } from '../../domain/event-import.ts';
import { authorise } from '../access/authorise.ts';
import { actorOf, recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { describeImport } from './import-row.ts';
import { emptyTally, tallyColumns } from './tally.ts';

/** Begins an import of a file of events, or goes on with one of the same file that stopped: `lines` says after which line. */
export async function beginImport(context: Context, input: BeginImport): Promise<EventImport> {
  authorise(context, 'history.extend');
  const now = context.clock.now();
  return await context.store.write(async (transaction) => {
    const stopped = await transaction
      .selectFrom('imports')
      .selectAll()
      .where('fingerprint', '=', input.fingerprint)
      .where('finished_at', 'is', null)
      .executeTakeFirst();
    const after = stopped === undefined ? `${input.bytes ?? 'unknown'} bytes` : `goes on after line ${stopped.lines}`;
    await recordAudit(transaction, context, { kind: 'intent', action: 'history.import', target: input.name, after });
    if (stopped !== undefined) return describeImport(stopped);
    const row = {
      id: randomUUID(),
      ...input,
      started_at: now,
      moved_at: now,
      finished_at: null,
      lines: 0,
      ...tallyColumns(emptyTally()),
      principal_name: actorOf(context.principal).principal_name,
    };
    await transaction.insertInto('imports').values(row).execute();
    return describeImport(row);
  });
}
