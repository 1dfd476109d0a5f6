import Link from 'next/link';
import { stepWords } from '@/components/history/step-words.ts';
import type { Stop } from '@/components/history/walk-steps.ts';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import type { Zone } from '@/components/ui/format-time.ts';
import { visible } from '@/components/ui/plain-text.tsx';

/** One line about the step that is pointed at, walked to or selected, with its link: for fingers, and for copying. */
export function StepDetail(props: { stop: Stop | null; href: string | null; now: number; zone: Zone }) {
  const { stop, href, now, zone } = props;
  const words = stop ? visible(stepWords(stop.lane, stop.step, now, zone)) : '';
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-3 text-[12.5px] text-soft print:hidden">
      {stop ? (
        <>
          <span className="min-w-0 [overflow-wrap:anywhere]">{words}</span>
          {href ? (
            <span className="flex items-center gap-2">
              <Link href={href} prefetch={false} scroll={false} className="inline-flex min-h-6 items-center underline">
                Open
              </Link>
              <CopyButton
                look="quiet"
                label="Copy link to it"
                said="Link to this step copied"
                text={() => `${words}\n${new URL(href, window.location.origin).href}`}
              />
            </span>
          ) : null}
        </>
      ) : (
        <span>Drag to zoom into a stretch; Control and wheel zoom, Shift and wheel move.</span>
      )}
    </div>
  );
}
