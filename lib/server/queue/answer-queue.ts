import 'server-only';
import type { TriageQuery } from '../../domain/triage-queue.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import type { CachedAnswer } from '../store/answer-cache.ts';
import { answerOnce } from '../store/answer-once.ts';
import { getQueue } from './get-queue.ts';

/** A key is used for one second only, so little is kept. */
const MOST_BYTES = 2 * 1024 * 1024;

/** `getQueue` as JSON with its entity tag, computed at most once a second however many look. */
export function answerQueue(context: Context, query: TriageQuery): Promise<CachedAnswer> {
  authorise(context, 'entities.read');
  const key = `${Math.floor(context.clock.now() / 1000)} ${JSON.stringify(query)}`;
  return answerOnce(context.store, { name: 'triage-answers', key, mostBytes: MOST_BYTES }, () =>
    getQueue(context, query),
  );
}
