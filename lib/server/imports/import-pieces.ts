import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { EventImport } from '../../domain/event-import.ts';
import type { EventReport, KeptEvent } from '../../domain/read-event.ts';
import { readPiece } from '../../domain/read-piece.ts';
import type { EventPiece } from '../../domain/split-events.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { conflict } from '../errors.ts';
import { announce } from '../store/announce.ts';
import type { Store, WriteTransaction } from '../store/store.ts';
import { applyReports, newMemory, type ReportMemory } from './apply-reports.ts';
import { describeImport, findImport, type ImportRow } from './import-row.ts';
import { keepEvents } from './keep-events.ts';
import { connectionsByPlace, placeKey } from './known-senders.ts';
import { countRefusal, countUnknown, type Tally, tallyColumns, tallyOf } from './tally.ts';

/** Pieces a transaction: short enough that a person's write never waits long for its turn. */
export const PIECES_AT_ONCE = 1000;

/** Pieces with what they say. */
export type ReadPieces = readonly { number: number; said: ReturnType<typeof readPiece> }[];

export function readPieces({ clock }: Pick<Context, 'clock'>, pieces: readonly EventPiece[]): ReadPieces {
  const now = clock.now();
  return pieces.map(({ number, text }) => ({ number, said: readPiece(text, now) }));
}

/**
 * Takes pieces of a file, in the order of the file; those that were dealt with before are passed over. What they say, how far
 * the import has come and its counts are one transaction, so that it goes on exactly where it stopped.
 * @throws StandingError `not-found`; `conflict` when it is finished, or somebody else moves it at the same time.
 */
export async function importPieces(
  context: Context,
  { id, pieces }: { id: string; pieces: readonly EventPiece[] },
): Promise<EventImport> {
  authorise(context, 'history.extend');
  let row = await findImport(context.store.read, id);
  const memory = newMemory();
  const left = pieces.filter((piece) => piece.number > row.lines);
  for (let start = 0; start < left.length; start += PIECES_AT_ONCE) {
    const read = readPieces(context, left.slice(start, start + PIECES_AT_ONCE));
    row = await storePieces(context, row, read, memory);
    await setImmediate();
  }
  return describeImport(row);
}

/** Stores what pieces say, as one transaction. @param before the import as it is stored. */
export async function storePieces(
  { store, clock }: Context,
  before: ImportRow,
  read: ReadPieces,
  memory: ReportMemory,
): Promise<ImportRow> {
  const now = clock.now();
  const lines = read.at(-1)?.number ?? before.lines;
  try {
    return await store.write(async (transaction) => {
      const tally = tallyOf(before);
      await applyRead(transaction, store.dialect, read, { now, memory, tally });
      const moved = { lines, moved_at: now, ...tallyColumns(tally) };
      const { numUpdatedRows } = await transaction
        .updateTable('imports')
        .set(moved)
        .where('id', '=', before.id)
        .where('lines', '=', before.lines)
        .where('finished_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw conflict('This import is finished, or goes on elsewhere at the same time.');
      return { ...before, ...moved };
    });
  } catch (error) {
    // What was remembered may be of a transaction that never was.
    memory.senders.clear();
    memory.sights.clear();
    throw error;
  }
}

async function applyRead(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  read: ReadPieces,
  { now, memory, tally }: { now: number; memory: ReportMemory; tally: Tally },
): Promise<void> {
  const connections = await connectionsByPlace(transaction);
  const reports: EventReport[] = [];
  const kept: { event: KeptEvent; connectionId: string }[] = [];
  for (const { number, said } of read) {
    for (const event of said) {
      tally.counts.events++;
      if (event.kind === 'refused') {
        countRefusal(tally, event.reason, number);
        continue;
      }
      const place = event.kind === 'report' ? event.parts : event;
      const connectionId = connections.get(placeKey(place));
      if (connectionId === undefined) {
        const { account, region } = place;
        countRefusal(
          tally,
          `No connection reads account ${account.slice(0, 12)} in Region ${region.slice(0, 40)}.`,
          number,
        );
      } else if (event.kind === 'report') reports.push(event);
      else {
        kept.push({ event, connectionId });
        if (event.kind === 'advice') tally.counts.advice++;
        else countUnknown(tally, event.detailType);
      }
    }
  }
  const given = { source: 'import', now, connections, memory } as const;
  const placed = await applyReports(transaction, dialect, reports, given);
  if (placed.taken > 0) await tellOf(transaction, reports, connections);
  await keepEvents(transaction, dialect, kept, given);
  tally.counts.taken += placed.taken;
  tally.counts.merged += placed.merged;
  tally.counts.known += placed.known;
  tally.counts.senders += placed.senders;
}

async function tellOf(
  transaction: WriteTransaction,
  reports: readonly EventReport[],
  connections: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [connectionId, told] of Map.groupBy(reports, ({ parts }) => connections.get(placeKey(parts)) ?? null)) {
    await announce(transaction, { topic: 'changes', connectionId, about: told.map(({ arn }) => arn) });
  }
}
