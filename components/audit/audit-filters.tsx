'use client';

import type { ComponentProps } from 'react';
import type { useAuditFilter } from '@/components/audit/audit-filter.ts';
import { OBJECT_OPTIONS } from '@/components/audit/audit-words.ts';
import { FilterChip } from '@/components/ui/filter-chip.tsx';

const BOX =
  'min-h-7 rounded-full border border-line bg-panel px-2.5 text-[12.5px] text-ink placeholder:text-soft hover:border-faint';

function Day({ label, ...rest }: { label: string } & ComponentProps<'input'>) {
  return (
    <label className="flex items-center gap-1.5 text-[12.5px]">
      {label} <input type="date" className={BOX} {...rest} />
    </label>
  );
}

/** What narrows the audit. */
export function AuditFilters({ audit, people }: { audit: ReturnType<typeof useAuditFilter>; people: string[] }) {
  const { state, set, clear, isFiltered } = audit;
  const names = [...new Set([...people, ...state.who])];
  const list = (chosen: string[]) => (chosen.length > 0 ? chosen : null);
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2">
      <FilterChip
        label="who"
        options={names.map((name) => ({ value: name, label: name }))}
        chosen={state.who}
        onChange={(chosen) => void set({ who: list(chosen) })}
      />
      <FilterChip
        label="what"
        options={OBJECT_OPTIONS}
        chosen={state.action}
        onChange={(chosen) => void set({ action: list(chosen) })}
      />
      <Day label="from" value={state.from} onChange={(event) => void set({ from: event.target.value || null })} />
      <Day label="to" value={state.to} onChange={(event) => void set({ to: event.target.value || null })} />
      <form
        key={state.q}
        onSubmit={(event) => {
          event.preventDefault();
          const words = new FormData(event.currentTarget).get('words');
          void set({ q: typeof words === 'string' && words.trim() !== '' ? words.trim() : null });
        }}
      >
        <input
          name="words"
          type="search"
          aria-label="Words in the audit"
          placeholder="ARN, name, reason; Enter"
          maxLength={200}
          defaultValue={state.q}
          className={`${BOX} w-56`}
        />
      </form>
      {isFiltered ? (
        <button
          type="button"
          className="min-h-7 cursor-pointer px-1.5 text-[12.5px] underline"
          onClick={() => void clear()}
        >
          Clear
        </button>
      ) : null}
    </div>
  );
}
