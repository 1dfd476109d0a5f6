import type { ReactNode } from 'react';
import type { Tone } from '@/components/ui/tone.ts';

const LOOK: Record<Tone, string> = {
  ok: 'border-ok bg-ok-bg',
  watch: 'border-watch bg-watch-bg',
  paused: 'border-paused bg-paused-bg',
  stop: 'border-stop bg-stop-bg',
  plain: 'border-faint bg-paused-bg',
};

/** A line that must be read before what stands below it: unread connections, a page in the past, a failed refresh. */
export function Notice({ tone, children, live = false }: { tone: Tone; children: ReactNode; live?: boolean }) {
  return (
    <div
      role={live ? 'status' : undefined}
      className={`my-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-r-lg border-l-[3px] px-3.5 py-2 [overflow-wrap:anywhere] ${LOOK[tone]}`}
    >
      {children}
    </div>
  );
}
