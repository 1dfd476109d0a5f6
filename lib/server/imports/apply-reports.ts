import 'server-only';
import type { EventReport } from '../../domain/read-event.ts';
import { insertReports, type ReportRow } from '../store/insert-reports.ts';
import type { Store, WriteTransaction } from '../store/store.ts';
import { addReportedSenders, type KnownSender, loadSenders, placeKey } from './known-senders.ts';
import { isSighted, type Sights, sightsOf } from './sights-of.ts';

/** What was looked up before; of one run, and forgotten when a transaction fails. */
export interface ReportMemory {
  senders: Map<string, KnownSender>;
  sights: Map<number, Sights>;
}

const MOST_REMEMBERED = 20_000;

export function newMemory(): ReportMemory {
  return { senders: new Map(), sights: new Map() };
}

export interface PlacedReports {
  /** New in the history. */
  taken: number;
  /** Known by our own watching. */
  merged: number;
  /** Told by an event before. */
  known: number;
  /** Senders that were not known at all. */
  senders: number;
}

/**
 * Places reports in the history by AWS's time, in the caller's transaction. What is known already changes nothing, so any
 * order, any pieces and any number of times end the same.
 * @param connections by `placeKey`; every report's account and Region must be in it.
 */
export async function applyReports(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  reports: readonly EventReport[],
  given: { source: 'event' | 'import'; now: number; connections: ReadonlyMap<string, string>; memory: ReportMemory },
): Promise<PlacedReports> {
  const { memory } = given;
  if (memory.senders.size > MOST_REMEMBERED) memory.senders.clear();
  if (memory.sights.size > MOST_REMEMBERED) memory.sights.clear();
  const senders = await rememberSenders(transaction, dialect, reports, given);
  const rows = new Map<string, ReportRow>();
  let merged = 0;
  for (const report of reports) {
    const sender = memory.senders.get(report.arn);
    const sights = sender === undefined ? undefined : memory.sights.get(sender.id);
    if (sender === undefined || sights === undefined) continue;
    if (isSighted(sights, report)) merged++;
    else
      rows.set(
        `${sender.id} ${report.track} ${report.at} ${report.value} ${report.cause ?? ''}`,
        rowOf(report, sender, sights),
      );
  }
  const taken = await insertReports(transaction, dialect, [...rows.values()], given);
  return { taken, merged, known: reports.length - merged - taken, senders };
}

async function rememberSenders(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  reports: readonly EventReport[],
  { source, now, connections, memory }: Parameters<typeof applyReports>[3],
): Promise<number> {
  const wanted = new Map(reports.filter(({ arn }) => !memory.senders.has(arn)).map((report) => [report.arn, report]));
  for (const [arn, sender] of await loadSenders(transaction, dialect, [...wanted.keys()])) {
    memory.senders.set(arn, sender);
    wanted.delete(arn);
  }
  const fresh = [...wanted.values()].flatMap(({ arn, parts }) => {
    const connectionId = connections.get(placeKey(parts));
    return connectionId === undefined ? [] : [{ arn, parts, connectionId }];
  });
  const added = await addReportedSenders(transaction, dialect, fresh, { source, now });
  for (const [arn, sender] of added) memory.senders.set(arn, sender);
  const unread = new Set<number>();
  for (const { arn } of reports) {
    const id = memory.senders.get(arn)?.id;
    if (id !== undefined && !memory.sights.has(id)) unread.add(id);
  }
  for (const [id, sights] of await sightsOf(transaction, dialect, [...unread])) memory.sights.set(id, sights);
  return added.length;
}

function rowOf(report: EventReport, sender: KnownSender, sights: Sights): ReportRow {
  const { track, value, cause, at, impact } = report;
  const isBefore = sender.firstSeenAt === null || at < sender.firstSeenAt;
  return {
    entityId: sender.id,
    incarnation: sights.births.find((birth) => birth.at <= at)?.incarnation ?? 1,
    track,
    value,
    cause,
    at,
    origin: isBefore ? 'before-we-watched' : 'elsewhere',
    impact,
  };
}
