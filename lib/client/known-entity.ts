import type { QueryClient } from '@tanstack/react-query';
import type { Entity, EntityList, EntityListItem } from '../domain/entity.ts';
import { STANDING_LABEL } from '../domain/vocabulary.ts';

function rowOf(client: QueryClient, arn: string): EntityListItem | undefined {
  const lists = client.getQueriesData<EntityList>({ queryKey: ['entities'] });
  return lists.flatMap(([, list]) => list?.items ?? []).find((row) => row.arn === arn);
}

/**
 * An entity as far as the list it is opened from knows it, to be shown until its own answer comes; undefined where no list
 * holds it. Its verdict says how it stands and no more, and an `incarnation` of 0 says that the rest is not known yet.
 */
export function knownEntity(client: QueryClient, arn: string): Entity | undefined {
  const row = rowOf(client, arn);
  if (row === undefined) return undefined;
  const sentence = `${row.name} (${row.region}): ${STANDING_LABEL[row.standing]}`;
  return {
    ...row,
    explanation: {
      verdict: 'unknown',
      sentence,
      parts: [sentence],
      note: null,
      blockers: [],
      whoCanLift: 'unknown',
      next: [],
      expect: [],
      working: [],
      disagreements: [],
      patterns: [],
      otherStops: [],
    },
    freshness: { readAt: row.readAt, ageSeconds: 0, source: 'list', stale: false },
    siblings: [],
    firstSeenAt: row.readAt,
    incarnation: 0,
  };
}
