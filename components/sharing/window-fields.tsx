'use client';

import { SelectField } from '@/components/ui/select-field.tsx';
import { Time } from '@/components/ui/time.tsx';

const DAY_MS = 86_400_000;
const RANGES = [
  { value: '1d', words: '24 hours', days: 1 },
  { value: '7d', words: '7 days', days: 7 },
  { value: '14d', words: '14 days', days: 14 },
  { value: '30d', words: '30 days', days: 30 },
  { value: '90d', words: '90 days', days: 90 },
  { value: 'all', words: 'Everything known', days: null },
] as const;

export interface WindowChoice {
  range: (typeof RANGES)[number]['value'];
  /** Goes on showing what is known when it is opened. */
  live: boolean;
}

/** @param at the moment the page shows, where it is a past one. @returns the bounds to send; `to` null: live. */
export function windowOf(
  { range, live }: WindowChoice,
  at: string | null,
  now: number,
): { from: string; to: string | null } {
  const end = live ? now : at === null ? now : Date.parse(at) || now;
  const days = RANGES.find(({ value }) => value === range)?.days ?? null;
  const from = days === null ? 0 : end - days * DAY_MS;
  return { from: new Date(from).toISOString(), to: live ? null : new Date(end).toISOString() };
}

/** How far back the page goes, and whether it goes on. */
export function WindowFields(props: {
  value: WindowChoice;
  onChange: (value: WindowChoice) => void;
  at: string | null;
}) {
  const { value, onChange, at } = props;
  const radio = (live: boolean) => (
    <input
      type="radio"
      name="live"
      className="size-4 accent-(--accent)"
      checked={value.live === live}
      onChange={() => onChange({ ...value, live })}
    />
  );
  return (
    <fieldset>
      <legend className="mb-1 font-[520]">Window</legend>
      <div className="grid gap-x-5 gap-y-2 sm:grid-cols-[160px_1fr]">
        <SelectField
          label="Going back"
          value={value.range}
          options={RANGES}
          onChange={(range) => onChange({ ...value, range: RANGES.find((one) => one.value === range)?.value ?? '14d' })}
        />
        <div className="flex flex-col justify-end">
          <label className="flex min-h-6 cursor-pointer items-center gap-2">
            {radio(false)}
            <span>Frozen as of {at === null ? 'now' : <Time at={at} form="moment" />}</span>
          </label>
          <label className="flex min-h-6 cursor-pointer items-center gap-2">
            {radio(true)}
            Live: shows what is known whenever it is opened
          </label>
        </div>
      </div>
    </fieldset>
  );
}
