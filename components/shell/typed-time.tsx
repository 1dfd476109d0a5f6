'use client';

import { useId, useState, type FormEvent } from 'react';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { parseRange, type TimeRange } from '@/lib/domain/parse-range.ts';

/** A time or a range in words; what is not understood is said below. `onTake` gets epoch milliseconds. */
export function TypedTime(props: { label: string; placeholder: string; onTake: (range: TimeRange) => void }) {
  const { label, placeholder, onTake } = props;
  const zone = useRemembered(timeZone);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  function take(event: FormEvent) {
    event.preventDefault();
    if (typed.trim() === '') return;
    const parsed = parseRange(typed, Date.now(), zone);
    setRefused(parsed.ok ? null : parsed.message);
    if (!parsed.ok) return;
    onTake(parsed.range);
    setTyped('');
  }
  return (
    <form onSubmit={take} className="print:hidden">
      <input
        type="text"
        aria-label={label}
        aria-invalid={refused ? true : undefined}
        aria-describedby={`${id}-error`}
        placeholder={placeholder}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        className="min-h-7 w-full rounded-lg border border-line bg-panel px-2 text-[12.5px] placeholder:text-soft aria-invalid:border-stop sm:w-52"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p id={`${id}-error`} role="alert" className="max-w-52 text-[12.5px] text-stop empty:hidden">
        {refused}
      </p>
    </form>
  );
}
