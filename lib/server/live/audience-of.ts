import 'server-only';
import { TOPICS, topicNames } from '../../domain/live.ts';
import { checkPermission, scopeOf } from '../check-permission.ts';
import type { Principal } from '../context.ts';
import type { Audience } from './merge-events.ts';

/** What somebody may hear of: the topics their role permits, of the connections they may see. */
export function audienceOf(principal: Principal): { audience: Audience; audienceKey: string } {
  const topics = topicNames.filter((topic) => {
    try {
      checkPermission(principal, TOPICS[topic]);
      return true;
    } catch {
      return false;
    }
  });
  const scope = scopeOf(principal);
  return {
    audience: { topics: new Set(topics), connectionIds: scope === null ? null : new Set(scope) },
    audienceKey: JSON.stringify([topics, scope?.toSorted() ?? null]),
  };
}
