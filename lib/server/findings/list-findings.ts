import 'server-only';
import type { EntityArn } from '../../domain/arn.ts';
import type { Finding, FindingList } from '../../domain/finding.ts';
import { parseFinding } from '../../domain/parse-finding.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { type EntityRow, findEntity } from '../entities/entity-row.ts';
import { reasonOf } from '../entities/read-facts.ts';
import { notFound } from '../errors.ts';
import type { ReadDatabase } from '../store/store.ts';
import { findingsReadAt } from './findings-read-at.ts';

const MOST = 500;

/**
 * Findings of one entity from the store, open ones first, then newest first. Spends no SES budget.
 * @throws StandingError `entity-not-found` where neither the entity nor a finding of it is stored.
 */
export async function listFindings(context: Context, input: { arn: EntityArn }): Promise<FindingList> {
  authorise(context, 'entities.read');
  const { read } = context.store;
  return await listStoredFindings(read, input.arn, await findEntity(read, input.arn));
}

/** The same for a caller that has authorised and knows the entity, where there is one. */
export async function listStoredFindings(
  database: ReadDatabase,
  arn: string,
  entity: EntityRow | undefined,
): Promise<FindingList> {
  const rows = await database
    .selectFrom('findings')
    .selectAll()
    .where('arn', '=', arn)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  const connectionId = entity?.connection_id ?? rows[0]?.connection_id;
  if (connectionId === undefined) throw notFound('entity', arn);
  const readAt = await findingsReadAt(database, connectionId);
  const items: Finding[] = rows.map((row) => ({
    arn: row.arn,
    type: row.type,
    impact: row.impact,
    description: row.description,
    status: row.status,
    createdAt: toIso(row.created_at),
    lastUpdatedAt: toIso(row.last_updated_at),
    firstSeenAt: toIso(row.first_seen_at),
    lastSeenAt: toIso(row.last_seen_at),
    parsed: parseFinding(row.description),
  }));
  const isOpen = (item: Finding) => (item.status === 'OPEN' ? 0 : 1);
  return {
    items: items.toSorted((a, b) => isOpen(a) - isOpen(b)),
    readAt: toIso(readAt),
    incomplete: incompleteness(readAt, entity?.connection_reason ?? null),
  };
}

function incompleteness(readAt: number | null, reason: string | null): string | null {
  if (readAt === null) return 'The findings of this connection have not been read whole yet.';
  const failing = reasonOf(reason);
  return failing === null ? null : `These are as last read: ${failing.message}`;
}
