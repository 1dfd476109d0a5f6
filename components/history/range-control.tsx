'use client';

import { useId, useState, type FormEvent } from 'react';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { parseRange } from '@/lib/domain/parse-range.ts';

const PRESETS = [
  ['1d', '24 h'],
  ['14d', '14 d'],
  ['since Monday', 'since Monday'],
  ['90d', '90 d'],
  ['all', 'all'],
] as const;

const CHIP =
  'min-h-6 cursor-pointer rounded px-1.5 text-soft hover:text-ink aria-pressed:bg-paused-bg aria-pressed:text-ink';

/** Ranges to choose from, and a field that takes one in words. */
export function RangeControl(props: { text: string; problem: string | null; onChange: (range: string) => void }) {
  const { text, problem, onChange } = props;
  const zone = useRemembered(timeZone);
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const preset = PRESETS.some(([range]) => range === text);

  function take(event: FormEvent) {
    event.preventDefault();
    if (typed === null || typed.trim() === '') return;
    const parsed = parseRange(typed, Date.now(), zone);
    setRefused(parsed.ok ? null : parsed.message);
    if (!parsed.ok) return;
    onChange(typed.trim());
    setTyped(null);
  }
  const error = refused ?? problem;
  return (
    <>
      <fieldset aria-label="Range of the history" className="flex flex-wrap gap-1 text-[12.5px]">
        {PRESETS.map(([range, label]) => (
          <button
            key={range}
            type="button"
            aria-pressed={range === text}
            className={CHIP}
            onClick={() => {
              setRefused(null);
              onChange(range);
            }}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <form onSubmit={take} className="max-sm:w-full print:hidden">
        <input
          type="text"
          aria-label="Range in words"
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-error`}
          placeholder="2d, last week, 1 Nov..8 Nov"
          maxLength={80}
          autoComplete="off"
          spellCheck={false}
          className="min-h-7 w-full rounded-lg border border-line bg-panel px-2 text-[12.5px] placeholder:text-soft aria-invalid:border-stop sm:w-64"
          value={typed ?? (preset ? '' : text)}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              setTyped(null);
              setRefused(null);
            }
          }}
        />
      </form>
      <p id={`${id}-error`} role="alert" className="w-full text-[12.5px] text-stop empty:hidden">
        {error}
      </p>
    </>
  );
}
