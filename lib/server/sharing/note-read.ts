import 'server-only';
import { networkPrefix } from '../access/network-prefix.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import { sharedMemory } from '../shared-memory.ts';
import { linkPrincipal, type ShareLinkRow } from './load-share-links.ts';

const HOUR_MS = 3_600_000;
const BUCKET_MS = { page: HOUR_MS, badge: 24 * HOUR_MS } as const;
const MINUTE_MS = 60_000;
/** Of one link from one network; a page that stays open asks once a minute. */
export const READS_A_MINUTE = 60;
const KEPT = 10_000;

/**
 * One more read of a link: counted by network and hour (a badge: day), and the first of each written into the audit with
 * what was counted before it. Committed before anything is answered: no read that nobody can see.
 * @throws StandingError `too-many-requests`.
 */
export async function noteRead(context: Context, row: ShareLinkRow): Promise<void> {
  const network = networkPrefix(context.clientAddress);
  limitReads(context, `${row.id} ${network}`);
  const now = context.clock.now();
  const length = BUCKET_MS[row.kind === 'badge' ? 'badge' : 'page'];
  const bucket = { link_id: row.id, network, bucket_at: Math.floor(now / length) * length };
  await context.store.write(async (transaction) => {
    const counted = await transaction
      .updateTable('share_link_reads')
      .set((of) => ({ reads: of('reads', '+', 1), last_at: now }))
      .where('link_id', '=', bucket.link_id)
      .where('network', '=', network)
      .where('bucket_at', '=', bucket.bucket_at)
      .executeTakeFirst();
    if (counted.numUpdatedRows > 0n) return;
    const before = await transaction
      .selectFrom('share_link_reads')
      .select((of) => of.fn.sum<number | string | null>('reads').as('reads'))
      .where('link_id', '=', row.id)
      .executeTakeFirst();
    await transaction
      .insertInto('share_link_reads')
      .values({ ...bucket, reads: 1, first_at: now, last_at: now })
      .execute();
    await recordAudit(
      transaction,
      // Who holds a link is not known beyond their network.
      { ...context, clientAddress: network, principal: linkPrincipal(row) },
      {
        kind: 'act',
        action: 'share-link.read',
        target: row.arn,
        after: row.id,
        reason: `First from ${network} ${length === HOUR_MS ? 'this hour' : 'today'}; ${Number(before?.reads ?? 0)} reads before it`,
      },
    );
  });
}

function limitReads(context: Context, key: string): void {
  const counts = sharedMemory(context.store, 'share-reads', () => new Map<string, { minute: number; reads: number }>());
  const now = context.clock.now();
  const minute = Math.floor(now / MINUTE_MS);
  const known = counts.get(key);
  const reads = known?.minute === minute ? known.reads + 1 : 1;
  counts.delete(key);
  counts.set(key, { minute, reads });
  const [oldest] = counts.size > KEPT ? counts.keys() : [];
  if (oldest !== undefined) counts.delete(oldest);
  if (reads <= READS_A_MINUTE) return;
  throw new StandingError('too-many-requests', 'This link was opened too often within a minute. Wait a minute.', {
    retryAfterSeconds: ((minute + 1) * MINUTE_MS - now) / 1000,
  });
}
