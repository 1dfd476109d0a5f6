import 'server-only';
import { SHARE_SECTIONS, type ShareLink, type ShareSection } from '../../domain/share-link.ts';
import { toIso } from '../../domain/wire.ts';
import type { ShareLinkReadTable } from '../store/schema.ts';
import type { ReadDatabase } from '../store/store.ts';
import { type ShareLinkRow, stateOfLink } from './load-share-links.ts';

const NETWORKS = 20;

/** What is not understood is not shared. */
export function sectionsOf(stored: string): ShareSection[] {
  const named: unknown = JSON.parse(stored);
  return SHARE_SECTIONS.filter((section) => Array.isArray(named) && named.includes(section));
}

export async function readsOf(database: ReadDatabase, ids: readonly string[]): Promise<ShareLinkReadTable[]> {
  if (ids.length === 0) return [];
  return await database.selectFrom('share_link_reads').selectAll().where('link_id', 'in', ids).execute();
}

export function describeShareLink(
  row: ShareLinkRow,
  reads: readonly ShareLinkReadTable[],
  now: number,
  isDemo: boolean,
): ShareLink {
  const own = reads.filter(({ link_id: id }) => id === row.id);
  const networks = [...Map.groupBy(own, ({ network }) => network)].map(([network, buckets]) => ({
    network,
    reads: sum(buckets),
    firstAt: toIso(Math.min(...buckets.map((bucket) => bucket.first_at))),
    lastAt: toIso(Math.max(...buckets.map((bucket) => bucket.last_at))),
  }));
  const newest = networks.toSorted((a, b) => (a.lastAt < b.lastAt ? 1 : -1));
  return {
    id: row.id,
    kind: row.kind === 'badge' ? 'badge' : 'page',
    arn: row.arn,
    name: row.name,
    region: row.region,
    note: row.note,
    sections: sectionsOf(row.sections),
    from: toIso(row.from_at),
    to: toIso(row.to_at),
    hideNames: row.hide_names !== 0,
    showMaker: row.show_maker !== 0,
    createdBy: row.created_by,
    createdAt: toIso(row.created_at),
    expiresAt: toIso(row.expires_at),
    revokedAt: toIso(row.revoked_at),
    revokedBy: row.revoked_by,
    state: stateOfLink(row, now, isDemo),
    reads: sum(own),
    lastReadAt: newest[0]?.lastAt ?? null,
    networks: newest.slice(0, NETWORKS),
  };
}

const sum = (buckets: readonly ShareLinkReadTable[]) => buckets.reduce((total, { reads }) => total + reads, 0);
