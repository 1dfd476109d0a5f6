import Link from 'next/link';
import { STANDING_MARKS } from '@/components/shell/standing-marks.ts';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { TONE_TEXT } from '@/components/ui/tone.ts';
import { pages } from '@/lib/domain/paths.ts';
import type { Place } from '@/components/shell/place-filter.tsx';
import type { Overview } from '@/lib/domain/overview.ts';
import { STANDINGS, type Standing } from '@/lib/domain/vocabulary.ts';

const WORDS: Record<Standing, string> = {
  'disabled-twice': 'disabled twice',
  'disabled-by-ses': 'disabled by SES',
  disabled: 'disabled',
  'disabled-unexplained': 'disabled, unexplained',
  reinstated: 'reinstated',
  unknown: 'not known to us',
  'not-reported': 'not reported',
  enabled: 'enabled',
};
/** Shown even at none: that nobody is disabled is worth reading. */
const ALWAYS: readonly Standing[] = ['disabled-by-ses', 'disabled', 'reinstated', 'enabled'];

/** How many stand how; each number is the list behind it. */
export function CountsRow({
  overview,
  unread,
  place = {},
}: {
  overview: Overview | undefined;
  unread: boolean;
  place?: Place;
}) {
  if (!overview) {
    return (
      <div className="flex gap-8 pt-3 pb-3.5">
        {ALWAYS.map((standing) => (
          <Skeleton key={standing} className="h-12 w-20" />
        ))}
      </div>
    );
  }
  const shown = STANDINGS.filter((standing) => ALWAYS.includes(standing) || (overview.byStanding[standing] ?? 0) > 0);
  return (
    <ul
      className="grid grid-cols-[repeat(auto-fill,minmax(84px,1fr))] gap-x-3 gap-y-2 pt-3 pb-3.5 sm:flex sm:flex-wrap sm:gap-x-8"
      aria-label="Senders by standing"
    >
      {shown.map((standing) => {
        const count = overview.byStanding[standing] ?? 0;
        const loud = count > 0 && standing !== 'enabled';
        return (
          <li key={standing}>
            <Link
              href={pages.entities({ status: standing, ...place })}
              className="block text-[12.5px] text-soft no-underline hover:underline"
            >
              <span
                className={`block text-[20px] sm:text-[24px] tabular-nums leading-tight font-semibold tracking-[-.02em] ${loud ? TONE_TEXT[STANDING_MARKS[standing].tone] : 'text-ink'}`}
              >
                {count.toLocaleString('en')}
                {unread ? (
                  <span data-tip="Some connections cannot be read: this is as of their last read">*</span>
                ) : null}
              </span>
              {WORDS[standing]}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
