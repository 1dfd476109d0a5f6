import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { usePastMoment } from '@/components/shell/past-moment.ts';
import type { EntityFilter } from '@/lib/client/entity-queries.ts';
import { ENTITY_SORTS } from '@/lib/domain/entity-sorts.ts';

const words = parseAsArrayOf(parseAsString).withDefault([]);

const parsers = {
  status: words,
  impact: words,
  policy: words,
  region: words,
  connection: words,
  account: words,
  resource: parseAsString.withDefault(''),
  q: parseAsString.withDefault(''),
  deleted: parseAsStringLiteral(['only', 'with'] as const),
  sort: parseAsStringLiteral(ENTITY_SORTS).withDefault('worst'),
};

export const FILTER_NAMES = ['status', 'impact', 'policy', 'region', 'connection', 'account'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/** The list's filter and sort as they stand in the page's URL; the names are those of the API. */
export function useListFilter() {
  const [state, setState] = useQueryStates(parsers);
  const moment = usePastMoment();
  const filter: EntityFilter = {
    ...moment.query,
    ...(state.sort === 'worst' ? {} : { sort: state.sort }),
    ...(state.resource === '' ? {} : { resource: state.resource }),
    ...(state.q === '' ? {} : { q: state.q }),
    ...(state.deleted === null ? {} : { deleted: state.deleted }),
  };
  for (const name of FILTER_NAMES) if (state[name].length > 0) filter[name] = state[name].join(',');
  const { sort: _, at: __, known: ___, ...narrowing } = filter;
  return {
    state,
    moment,
    filter,
    isFiltered: Object.keys(narrowing).length > 0,
    set: setState,
    clear: () =>
      setState({
        status: null,
        impact: null,
        policy: null,
        region: null,
        connection: null,
        account: null,
        resource: null,
        q: null,
        deleted: null,
      }),
  };
}
