import Link from 'next/link';
import { MarkBadge } from '@/components/shell/mark.tsx';
import { recordMark } from '@/components/shell/standing-marks.ts';
import { Time } from '@/components/ui/time.tsx';
import type { Overview } from '@/lib/domain/overview.ts';
import { pages } from '@/lib/domain/paths.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';

const SHOWN = 12;
const TRACK: Partial<Record<string, 'aws' | 'customer'>> = { aws: 'aws', customer: 'customer' };
const RECORD: Partial<Record<string, string>> = { aws: 'SES record', customer: 'customer record' };

/** What changed in 24 hours, newest first; each line leads to its sender. */
export function RecentFlips({ overview }: { overview: Overview }) {
  const { changed, changedTotal } = overview;
  return (
    <section aria-label="Changed in 24 hours" className="min-w-0">
      <header className="mb-1.5 flex items-baseline">
        <h2 className="text-[12px] font-[550] text-soft">Changed in 24 hours</h2>
        <Link href={pages.activity()} className="ml-auto text-[12.5px] text-soft underline">
          {changedTotal.toLocaleString('en')} in all
        </Link>
      </header>
      {changed.length === 0 ? (
        <p className="border-t border-line pt-2 text-soft">No sending status changed that Standing saw.</p>
      ) : null}
      <ol>
        {changed.slice(0, SHOWN).map((change) => (
          <li key={change.id} className="relative border-t border-line py-1.5 hover:bg-paused-bg/60">
            <div className="flex min-w-0 items-center gap-3">
              <Link
                href={pages.entity(change.arn)}
                prefetch={false}
                title={change.name}
                className="min-w-0 flex-1 truncate font-[550] no-underline after:absolute after:inset-0 hover:underline"
              >
                <PlainText text={change.name} />
              </Link>
              <span className="flex-none text-[12.5px] text-soft">
                <Time at={change.awsTime ?? change.seenAt} form="ago" />
              </span>
            </div>
            <div className="flex min-w-0 items-center gap-2 text-[12.5px] text-soft">
              <MarkBadge mark={recordMark(TRACK[change.track] ?? 'aggregate', change.new.value)} />
              <span className="truncate">
                {[RECORD[change.track], change.region].filter(Boolean).join(' · ')}
                {change.cause ? (
                  <>
                    {' · '}
                    <PlainText text={change.cause} />
                  </>
                ) : null}
              </span>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
