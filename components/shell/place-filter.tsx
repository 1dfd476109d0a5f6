'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { FilterChip } from '@/components/ui/filter-chip.tsx';
import { overviewQuery } from '@/lib/client/overview-queries.ts';

const words = parseAsArrayOf(parseAsString).withDefault([]);

/** What a page is narrowed to, as the query of the API and of a link takes it. */
export interface Place {
  region?: string;
  connection?: string;
  /** The moment in the past; see past-moment.ts. */
  at?: string;
  known?: 'now';
}

/** Region and connection as they stand in the address of a page, and as the API's query takes them. */
export function usePlaceFilter() {
  const [state, set] = useQueryStates({ region: words, connection: words });
  const query: Place & Record<string, string | undefined> = {};
  for (const name of ['region', 'connection'] as const) if (state[name].length > 0) query[name] = state[name].join(',');
  return { state, query, set, clear: () => void set({ region: null, connection: null }) };
}

/** Narrows a page to Regions and connections; the same chips as the list's. */
export function PlaceFilter({ place }: { place: ReturnType<typeof usePlaceFilter> }) {
  const { data: overview } = useQuery(overviewQuery());
  const regions = [...new Set((overview?.connections ?? []).map(({ region }) => region))].toSorted((a, b) =>
    a < b ? -1 : 1,
  );
  const options = {
    region: regions.map((region) => ({ value: region, label: region })),
    connection: (overview?.connections ?? []).map(({ id, label }) => ({ value: id, label })),
  };
  return (['region', 'connection'] as const).map((name) => (
    <FilterChip
      key={name}
      label={name === 'region' ? 'Region' : 'connection'}
      options={options[name]}
      chosen={place.state[name]}
      onChange={(chosen) => void place.set({ [name]: chosen.length > 0 ? chosen : null })}
    />
  ));
}
