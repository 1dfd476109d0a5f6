'use client';

import { FilterChip } from '@/components/ui/filter-chip.tsx';
import { ORIGIN_WORDS, SOURCE_WORDS, trackWords } from '@/components/shell/change-words.ts';
import { CHANGE_SOURCES, ORIGINS } from '@/lib/domain/change.ts';
import type { History } from '@/lib/domain/history.ts';

export interface ListFilter {
  track: string[];
  source: string[];
  actor: string[];
}

/** What narrows the list: track, what showed it to us, and who made it. The server does it, over everything. */
export function HistoryFilters(props: {
  history: History | undefined;
  filter: ListFilter;
  onChange: (filter: Partial<Record<keyof ListFilter, string[] | null>>) => void;
}) {
  const { history, filter, onChange } = props;
  const tracks = [...(history?.tracks.map(({ track }) => track) ?? []), 'existence'];
  const sources = CHANGE_SOURCES.filter((source) => history?.sources.includes(source));
  const people = (history?.actors ?? []).map(({ id, name }) => ({ value: id, label: `by ${name}` }));
  const options = {
    track: tracks.map((value) => ({ value, label: trackWords(value) })),
    source: sources.map((value) => ({ value: value as string, label: SOURCE_WORDS[value] })),
    actor: [...ORIGINS.map((value) => ({ value: value as string, label: ORIGIN_WORDS[value] })), ...people],
  };
  const chip = (name: keyof ListFilter, label: string) => (
    <FilterChip
      label={label}
      options={options[name]}
      chosen={filter[name]}
      onChange={(chosen) => onChange({ [name]: chosen.length > 0 ? chosen : null })}
    />
  );
  const filtered = filter.track.length + filter.source.length + filter.actor.length > 0;
  return (
    <fieldset className="mt-4 flex flex-wrap items-center gap-2 print:hidden" aria-label="Narrow the list">
      {chip('track', 'track')}
      {chip('source', 'seen by')}
      {chip('actor', 'made by')}
      {filtered ? (
        <button
          type="button"
          className="min-h-7 cursor-pointer px-1.5 text-[12.5px] underline"
          onClick={() => onChange({ track: null, source: null, actor: null })}
        >
          Clear
        </button>
      ) : null}
    </fieldset>
  );
}
