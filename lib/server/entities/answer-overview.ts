import 'server-only';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import type { ConnectionsLive } from '../credentials/list-connections.ts';
import { type AnswerCache, type CachedAnswer, createAnswerCache } from '../store/answer-cache.ts';
import { sharedMemory } from '../shared-memory.ts';
import { getOverview } from './get-overview.ts';

/** A key is used for one second only, so little is kept. */
const MOST_BYTES = 512 * 1024;

/** `getOverview` as JSON with its entity tag, computed at most once a second however many look. */
export function answerOverview(context: Context, live: ConnectionsLive): Promise<CachedAnswer> {
  authorise(context, 'entities.read');
  const cache = sharedMemory<AnswerCache>(context.store, 'overview-answers', () =>
    createAnswerCache(context.store, MOST_BYTES),
  );
  return cache.answer(String(Math.floor(context.clock.now() / 1000)), () => getOverview(context, live));
}
