'use client';

import { useId, useRef, useState } from 'react';
import { TypedTime } from '@/components/shell/typed-time.tsx';
import type { usePastMoment } from '@/components/shell/past-moment.ts';
import { formatMoment } from '@/components/ui/format-time.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { useLive } from '@/components/ui/use-live.ts';
import { useDismiss } from '@/components/ui/use-dismiss.ts';

const HOUR_MS = 3_600_000;
const PRESETS = [
  { label: '1 hour ago', ms: HOUR_MS },
  { label: '8 hours ago', ms: 8 * HOUR_MS },
  { label: '24 hours ago', ms: 24 * HOUR_MS },
  { label: '7 days ago', ms: 168 * HOUR_MS },
  { label: '30 days ago', ms: 720 * HOUR_MS },
] as const;

/** Shows the page as it was at a moment. Whole minutes, so that a link says a time one would say. */
export function MomentChip({ moment }: { moment: ReturnType<typeof usePastMoment> }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const zone = useRemembered(timeZone);
  const [close] = useState(() => () => setOpen(false));
  useDismiss(box, open, close);
  const { at } = moment;
  const epochMs = at === null ? Number.NaN : Date.parse(at);
  const words = useLive((now) => (Number.isNaN(epochMs) ? (at ?? 'now') : formatMoment(epochMs, now, zone)));
  const goBack = (ms: number) => {
    moment.goTo(new Date(Math.floor((Date.now() - ms) / 60_000) * 60_000).toISOString());
    close();
  };
  return (
    <div ref={box} className="relative">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        className={`min-h-7 cursor-pointer rounded-full border bg-panel px-2.5 py-0.5 text-[12.5px] hover:border-faint ${at === null ? 'border-line' : 'border-accent'}`}
      >
        as of <b className="font-semibold">{words}</b>
      </button>
      {open ? (
        <div
          id={id}
          className="absolute top-full left-0 z-30 mt-1.5 min-w-56 rounded-lg border border-line bg-panel p-1.5 shadow-xl"
        >
          {PRESETS.map(({ label, ms }) => (
            <button
              key={label}
              type="button"
              className="block min-h-8 w-full cursor-pointer rounded px-2 text-left hover:bg-paused-bg"
              onClick={() => goBack(ms)}
            >
              {label}
            </button>
          ))}
          <div className="px-1 py-1">
            <TypedTime
              label="Moment in words"
              placeholder="since 09:30, 2d, yesterday"
              onTake={({ from }) => {
                if (from !== null) moment.goTo(new Date(from).toISOString());
                close();
              }}
            />
          </div>
          {at === null ? null : (
            <button
              type="button"
              className="block min-h-8 w-full cursor-pointer rounded px-2 text-left font-semibold hover:bg-paused-bg"
              onClick={() => {
                moment.goToNow();
                close();
              }}
            >
              Now
            </button>
          )}
        </div>
      ) : null}
    </div>
  );
}
