import 'server-only';
import type { ShareLinkList, ShareLinkListQuery } from '../../domain/share-link.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { describeShareLink, readsOf } from './describe-share-link.ts';
import { loadShareLinks } from './load-share-links.ts';

/** Links to the senders that somebody may see, whoever made them, with where they were read. */
export async function listShareLinks(context: Context, query: ShareLinkListQuery): Promise<ShareLinkList> {
  authorise(context, 'links.manage');
  const { store, clock, principal } = context;
  const rows = await loadShareLinks(store.read, { arn: query.arn });
  const reads = await readsOf(
    store.read,
    rows.map(({ id }) => id),
  );
  const now = clock.now();
  return { items: rows.map((row) => describeShareLink(row, reads, now, principal.kind === 'demo')) };
}
