import 'server-only';
import type { EntityListQuery } from '../../domain/entity.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { type AnswerCache, type CachedAnswer, createAnswerCache } from '../store/answer-cache.ts';
import { sharedMemory } from '../shared-memory.ts';
import { STRIP_STEP_MS, listEntities } from './list-entities.ts';

/** `listEntities` as JSON with its entity tag: computed once while nothing is written, however many look. */
export function answerEntityList(context: Context, query: EntityListQuery): Promise<CachedAnswer> {
  authorise(context, 'entities.read');
  const cache = sharedMemory<AnswerCache>(context.store, 'list-answers', () => createAnswerCache(context.store));
  const step = Math.floor(context.clock.now() / STRIP_STEP_MS);
  return cache.answer(`${step} ${JSON.stringify(query)}`, () => listEntities(context, query));
}
