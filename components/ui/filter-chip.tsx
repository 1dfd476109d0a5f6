'use client';

import { useId, useRef, useState } from 'react';
import { useDismiss } from '@/components/ui/use-dismiss.ts';

export interface FilterOption {
  value: string;
  label: string;
  count?: number;
}

interface FilterChipProps {
  label: string;
  options: FilterOption[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

function summary(options: FilterOption[], chosen: string[]): string {
  if (chosen.length === 0) return 'any';
  if (chosen.length > 2) return String(chosen.length);
  return chosen.map((value) => options.find((option) => option.value === value)?.label ?? value).join(', ');
}

/** A filter with several choices: says what is chosen, opens a list of check boxes. Plain elements: it is in the first load. */
export function FilterChip({ label, options, chosen, onChange }: FilterChipProps) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [close] = useState(() => () => setOpen(false));
  useDismiss(box, open, close);
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  return (
    <div ref={box} className="relative">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        className={`min-h-7 max-w-72 cursor-pointer truncate rounded-full border bg-panel px-2.5 py-0.5 text-[12.5px] hover:border-faint ${chosen.length > 0 ? 'border-accent' : 'border-line'}`}
      >
        {label} <b className="font-semibold">{summary(options, chosen)}</b>
      </button>
      {open ? (
        <fieldset
          id={id}
          className="absolute top-full left-0 z-30 mt-1.5 max-h-80 min-w-56 overflow-auto rounded-lg border border-line bg-panel p-1.5 shadow-xl"
        >
          <legend className="sr-only">{label}</legend>
          {options.length === 0 ? <p className="px-2 py-1 text-soft">Nothing to choose from yet.</p> : null}
          {options.map((option) => (
            <label
              key={option.value}
              className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded px-2 hover:bg-paused-bg"
            >
              <input
                type="checkbox"
                className="size-4 accent-(--accent)"
                checked={chosen.includes(option.value)}
                onChange={() => toggle(option.value)}
              />
              <span className="[overflow-wrap:anywhere]">{option.label}</span>
              {option.count === undefined ? null : (
                <span className="ml-auto pl-4 text-soft">{option.count.toLocaleString('en')}</span>
              )}
            </label>
          ))}
          {chosen.length > 0 ? (
            <button
              type="button"
              className="mt-1 min-h-8 w-full cursor-pointer rounded px-2 text-left text-soft hover:bg-paused-bg hover:text-ink"
              onClick={() => onChange([])}
            >
              Clear
            </button>
          ) : null}
        </fieldset>
      ) : null}
    </div>
  );
}
