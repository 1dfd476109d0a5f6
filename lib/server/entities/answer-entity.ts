import 'server-only';
import { hash } from 'node:crypto';
import type { Entity, EntityQuery } from '../../domain/entity.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { answerOnce } from '../store/answer-once.ts';
import type { CachedAnswer } from '../store/answer-cache.ts';
import { wasJustAnswered } from './ask-ses.ts';
import { getEntity } from './get-entity.ts';

/** A key is used for one second only, so little is kept. */
const MOST_BYTES = 2 * 1024 * 1024;

/**
 * `getEntity` as JSON with its entity tag, computed once a second however many look. The tag leaves the age out: a
 * record that did not move is the same record, and `readAt` says how old it is.
 */
export async function answerEntity(context: Context, query: EntityQuery): Promise<CachedAnswer> {
  authorise(context, 'entities.read');
  const compute = () => getEntity(context, query);
  if (query.refresh === '1' || query.at !== undefined || !wasJustAnswered(context, query.arn)) {
    return textOf(await compute());
  }
  const second = Math.floor(context.clock.now() / 1000);
  const kept = { name: 'entity-answers', key: `${second} ${query.arn}`, mostBytes: MOST_BYTES };
  const answer = await answerOnce(context.store, kept, compute);
  let etag = tagOf.get(answer);
  if (etag === undefined) tagOf.set(answer, (etag = agelessTag(answer.text)));
  return { text: answer.text, etag };
}

/** The cache gives one object as long as the answer stands; its tag is computed once. */
const tagOf = new WeakMap<CachedAnswer, string>();

function textOf(entity: Entity): CachedAnswer {
  const text = JSON.stringify(entity);
  return { text, etag: agelessTag(text) };
}

/** A quote inside a text of SES is escaped in JSON, so only our own member can match. */
function agelessTag(text: string): string {
  const ageless = text.replace(/"ageSeconds":\d+/, '"ageSeconds":0');
  return `W/"${hash('sha1', ageless, 'base64url')}"`;
}
