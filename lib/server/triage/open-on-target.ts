import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import { findingsReadAt } from '../findings/findings-read-at.ts';
import { type Target, type TargetGroup, targetConditions } from '../store/group-target.ts';

export interface OpenOnTarget {
  /** False where the findings of one of its connections have never been read. */
  known: boolean;
  /** Senders with one at least, and findings together. */
  senders: number;
  open: number;
  types: string[];
}

/** Findings that are open on the senders that would change. */
export async function countOpenFindings(
  { store }: Context,
  target: Target,
  changing: readonly TargetGroup[],
): Promise<OpenOnTarget> {
  const connectionIds = [...new Set(changing.map((group) => group.connectionId))];
  if (connectionIds.length === 0) return { known: true, senders: 0, open: 0, types: [] };
  const readAt = await Promise.all(connectionIds.map((id) => findingsReadAt(store.read, id)));
  const stopped = [...new Set(changing.map((group) => group.aggregate))];
  const matching = store.read
    .selectFrom('findings')
    .innerJoin('entities', 'entities.arn', 'findings.arn')
    .where('findings.status', '=', 'OPEN')
    .where('entities.connection_id', 'in', connectionIds)
    .where((of) => of.and(targetConditions(target, store.dialect)))
    .where(oneOf(stopped));
  const [rows, { senders }] = await Promise.all([
    matching
      .select('findings.type')
      .select((of) => of.fn.countAll<number>().as('open'))
      .groupBy('findings.type')
      .execute(),
    matching.select(sql<number>`count(distinct findings.arn)`.as('senders')).executeTakeFirstOrThrow(),
  ]);
  return {
    known: readAt.every((at) => at !== null),
    senders,
    open: rows.reduce((sum, row) => sum + row.open, 0),
    types: rows.flatMap((row) => row.type ?? []).toSorted(),
  };
}

function oneOf(values: readonly (string | null)[]): RawBuilder<boolean> {
  const words = values.filter((value) => value !== null);
  const known = words.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`entities.aggregate in (${sql.join(words)})`;
  return values.includes(null) ? sql<boolean>`(${known} or entities.aggregate is null)` : known;
}
