import 'server-only';
import type { EntityListQuery } from '../../domain/entity.ts';
import { parseResource } from '../../domain/parse-resource.ts';
import { standingsOfWord } from '../../domain/status-words.ts';
import { type ImpactClass, type PolicyClass, STANDINGS, type Standing } from '../../domain/vocabulary.ts';
import { StandingError } from '../errors.ts';
import type { EntityFilter } from '../store/entity-filter.ts';

const IMPACT_WORDS: Record<string, readonly ImpactClass[]> = {
  high: ['HIGH'],
  low: ['LOW'],
  none: ['absent'],
  other: ['unknown'],
};

/** `none` is SES's own policy of that name; a policy that SES did not report is `other`. */
const POLICY_WORDS: Record<string, readonly PolicyClass[]> = {
  standard: ['standard'],
  strict: ['strict'],
  none: ['none'],
  other: ['unknown', 'absent'],
};

/**
 * The list's query in words of a person (API words, console words, standings) as the store takes it.
 * @throws StandingError `invalid-input` for a word it does not know, naming those it does.
 */
export function resolveFilter(query: EntityListQuery): EntityFilter {
  return {
    standings: words(
      'status',
      query.status,
      standingsOf,
      `DISABLED, REINSTATED, ENABLED, other, Paused, Enforced or a standing (${STANDINGS.join(', ')})`,
    ),
    impacts: words('impact', query.impact, (word) => own(IMPACT_WORDS, word), 'HIGH, LOW, none or other'),
    policies: words('policy', query.policy, (word) => own(POLICY_WORDS, word), 'standard, strict, none or other'),
    connectionIds: nonEmpty(query.connection),
    regions: nonEmpty(query.region),
    accounts: nonEmpty(query.account),
    resources: query.resource === undefined ? undefined : (parseResource(query.resource)?.identities ?? []),
    text: query.q === undefined || query.q.trim() === '' ? undefined : query.q,
    deleted: query.deleted,
  };
}

function standingsOf(word: string): readonly Standing[] | null {
  // Written as the API does not, it is the standing: disabled by the customer record alone.
  return word === 'disabled' ? ['disabled'] : standingsOfWord(word);
}

function own<T>(table: Record<string, readonly T[]>, word: string): readonly T[] | null {
  const lower = word.toLowerCase();
  return Object.hasOwn(table, lower) ? (table[lower] ?? null) : null;
}

function nonEmpty(list: readonly string[] | undefined): readonly string[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

function words<T>(
  field: string,
  list: readonly string[] | undefined,
  meaning: (word: string) => readonly T[] | null,
  takes: string,
): T[] | undefined {
  if (list === undefined || list.length === 0) return undefined;
  return [
    ...new Set(
      list.flatMap((word) => {
        const found = meaning(word);
        if (found !== null) return found;
        const message = `takes ${takes}, not ${JSON.stringify(word.slice(0, 60))}`;
        throw new StandingError('invalid-input', `${field}: ${message}.`, { fields: [{ field, message }] });
      }),
    ),
  ];
}
