import 'server-only';
import * as z from 'zod/mini';
import {
  type ImportCounts,
  importCountsSchema,
  type ImportRefusal,
  importRefusalSchema,
} from '../../domain/event-import.ts';

/** What an import has come to so far; kept as JSON in its row. */
export interface Tally {
  counts: ImportCounts;
  refusals: ImportRefusal[];
  unknownTypes: { detailType: string; count: number }[];
}

/** A hostile file may have something of its own in every line; what comes after these is counted together. */
const MOST_GROUPS = 50;
const LINES_SHOWN = 20;
const OTHERS = 'others';

export function emptyTally(): Tally {
  const counts = { events: 0, taken: 0, merged: 0, known: 0, advice: 0, unknown: 0, refused: 0, senders: 0 };
  return { counts, refusals: [], unknownTypes: [] };
}

export function countRefusal(tally: Tally, reason: string, line: number): void {
  tally.counts.refused++;
  const found = groupOf(
    tally.refusals,
    (group) => group.reason,
    reason,
    (name) => ({ reason: name, count: 0, lines: [] }),
  );
  found.count++;
  if (found.lines.length < LINES_SHOWN && found.lines.at(-1) !== line) found.lines.push(line);
}

export function countUnknown(tally: Tally, detailType: string): void {
  tally.counts.unknown++;
  groupOf(
    tally.unknownTypes,
    (group) => group.detailType,
    detailType,
    (name) => ({ detailType: name, count: 0 }),
  ).count++;
}

function groupOf<T>(groups: T[], nameOf: (group: T) => string, name: string, make: (name: string) => T): T {
  const known = groups.find((group) => nameOf(group) === name);
  if (known !== undefined) return known;
  if (groups.length > MOST_GROUPS) return groups.at(-1) as T;
  const fresh = make(groups.length === MOST_GROUPS ? OTHERS : name);
  groups.push(fresh);
  return fresh;
}

const countsSchema = z.object({
  counts: importCountsSchema,
  unknownTypes: z.array(z.object({ detailType: z.string(), count: z.number() })),
});

export function tallyOf(row: { counts: string; refused: string }): Tally {
  const { counts, unknownTypes } = countsSchema.parse(JSON.parse(row.counts));
  return { counts, unknownTypes, refusals: z.array(importRefusalSchema).parse(JSON.parse(row.refused)) };
}

export function tallyColumns({ counts, unknownTypes, refusals }: Tally): { counts: string; refused: string } {
  return { counts: JSON.stringify({ counts, unknownTypes }), refused: JSON.stringify(refusals) };
}
