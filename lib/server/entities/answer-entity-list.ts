import 'server-only';
import type { EntityListQuery } from '../../domain/entity.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { answerOnce } from '../store/answer-once.ts';
import type { CachedAnswer } from '../store/answer-cache.ts';
import { STRIP_STEP_MS, listEntities } from './list-entities.ts';

/** `listEntities` as JSON with its entity tag: computed once while nothing is written, however many look. */
export function answerEntityList(context: Context, query: EntityListQuery): Promise<CachedAnswer> {
  authorise(context, 'entities.read');
  const step = Math.floor(context.clock.now() / STRIP_STEP_MS);
  const key = `${step} ${JSON.stringify(query)}`;
  return answerOnce(context.store, { name: 'list-answers', key }, () => listEntities(context, query));
}
