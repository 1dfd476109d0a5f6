'use client';

import { STANDING_MARKS } from '@/components/shell/standing-marks.ts';
import type { useListFilter } from '@/components/fleet/list-filter.ts';
import { FilterChip, type FilterOption } from '@/components/ui/filter-chip.tsx';
import type { Overview } from '@/lib/domain/overview.ts';
import { STANDINGS } from '@/lib/domain/vocabulary.ts';

const IMPACT_OPTIONS: FilterOption[] = [
  { value: 'HIGH', label: 'High' },
  { value: 'LOW', label: 'Low' },
  { value: 'none', label: 'None reported' },
  { value: 'other', label: 'Another word' },
];
const POLICY_OPTIONS: FilterOption[] = [
  { value: 'standard', label: 'Standard' },
  { value: 'strict', label: 'Strict' },
  { value: 'none', label: 'None' },
  { value: 'other', label: 'Another, or not reported' },
];

const STANDING_WORDS: Partial<Record<string, string>> = {
  disabled: 'Disabled by your record',
  'disabled-unexplained': 'Disabled, unexplained',
};

function statusOptions(overview: Overview | undefined): FilterOption[] {
  return STANDINGS.map((standing) => ({
    value: standing,
    label: STANDING_WORDS[standing] ?? STANDING_MARKS[standing].word,
    count: overview ? (overview.byStanding[standing] ?? 0) : undefined,
  }));
}

/** What narrows the list. Everything chosen stands in the URL. */
export function FilterRow({
  list,
  overview,
}: {
  list: ReturnType<typeof useListFilter>;
  overview: Overview | undefined;
}) {
  const { state, set, clear, isFiltered } = list;
  const regions = [...new Set((overview?.byRegion ?? []).map(({ region }) => region))].sort();
  const connections = (overview?.connections ?? []).map(({ id, label }) => ({ value: id, label }));
  const chip = (
    name: 'status' | 'impact' | 'policy' | 'region' | 'connection',
    label: string,
    options: FilterOption[],
  ) => (
    <FilterChip
      label={label}
      options={options}
      chosen={state[name]}
      onChange={(chosen) => void set({ [name]: chosen.length > 0 ? chosen : null })}
    />
  );
  return (
    <>
      {chip('status', 'status', statusOptions(overview))}
      {chip('impact', 'impact', IMPACT_OPTIONS)}
      {chip('policy', 'policy', POLICY_OPTIONS)}
      {chip(
        'region',
        'Region',
        regions.map((region) => ({ value: region, label: region })),
      )}
      {chip('connection', 'connection', connections)}
      <label className="flex min-h-7 cursor-pointer items-center gap-1.5 rounded-full border border-line bg-panel px-2.5 text-[12.5px]">
        <input
          type="checkbox"
          className="accent-(--accent)"
          checked={state.deleted !== null}
          onChange={(event) => void set({ deleted: event.target.checked ? 'with' : null })}
        />
        with deleted
      </label>
      {state.resource === '' ? null : (
        <button
          type="button"
          className="min-h-7 max-w-72 cursor-pointer truncate rounded-full border border-accent bg-panel px-2.5 text-[12.5px]"
          onClick={() => void set({ resource: null })}
        >
          uses <b className="font-semibold">{state.resource}</b> <span aria-hidden="true">×</span>
          <span className="sr-only">: remove</span>
        </button>
      )}
      {isFiltered ? (
        <button
          type="button"
          className="min-h-7 cursor-pointer px-1.5 text-[12.5px] underline"
          onClick={() => void clear()}
        >
          Clear
        </button>
      ) : null}
    </>
  );
}
