import 'server-only';
import type { OverviewQuery } from '../../domain/overview.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import type { ConnectionsLive } from '../credentials/list-connections.ts';
import { answerOnce } from '../store/answer-once.ts';
import type { CachedAnswer } from '../store/answer-cache.ts';
import { getOverview } from './get-overview.ts';

/** A key is used for one second only, so little is kept. */
const MOST_BYTES = 512 * 1024;

/** `getOverview` as JSON with its entity tag, computed at most once a second however many look. */
export function answerOverview(
  context: Context,
  live: ConnectionsLive,
  query: OverviewQuery = {},
): Promise<CachedAnswer> {
  authorise(context, 'entities.read');
  const key = `${Math.floor(context.clock.now() / 1000)} ${JSON.stringify(query)}`;
  const kept = { name: 'overview-answers', key, mostBytes: MOST_BYTES };
  return answerOnce(context.store, kept, () => getOverview(context, live, query));
}
