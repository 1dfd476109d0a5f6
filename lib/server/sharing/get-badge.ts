import 'server-only';
import { drawBadge } from '../../domain/draw-badge.ts';
import type { Context } from '../context.ts';
import { describeEntity } from '../entities/describe-entity.ts';
import { findEntity } from '../entities/entity-row.ts';
import { scopedStore } from '../store/scoped-store.ts';
import { linkPrincipal } from './load-share-links.ts';
import { noteRead } from './note-read.ts';
import { invalidShareLink, type Sharing } from './open-sharing.ts';

/**
 * The aggregate status of the one sender that a badge's token names, as an image; nothing is asked of SES. Where the
 * record is stale the badge claims no status.
 * @throws StandingError `invalid-link`, `too-many-requests`.
 */
export async function getBadge(
  context: Context,
  sharing: Pick<Sharing, 'open'>,
  { token }: { token: string },
): Promise<string> {
  const link = await sharing.open('badge', token, context.clientAddress);
  const { read } = scopedStore(context.store, linkPrincipal(link).connectionIds);
  const row = await findEntity(read, link.arn);
  if (row === undefined) throw invalidShareLink();
  await noteRead(context, link);
  const { freshness, ...entity } = await describeEntity(read, row, context.clock.now(), null);
  return drawBadge({
    name: link.hide_names === 0 ? entity.name : null,
    state: entity.deletedAt !== null ? 'deleted' : freshness.stale ? 'blind' : 'read',
    sendingStatusAggregate: entity.sendingStatusAggregate,
    readAt: entity.readAt,
  });
}
