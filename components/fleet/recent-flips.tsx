import Link from 'next/link';
import { originWords, valueMark } from '@/components/shell/change-words.ts';
import { MarkBadge } from '@/components/shell/mark.tsx';
import { PlainText, visible } from '@/components/ui/plain-text.tsx';
import { Time, useMomentOfPage } from '@/components/ui/time.tsx';
import type { Place } from '@/components/shell/place-filter.tsx';
import type { Overview } from '@/lib/domain/overview.ts';
import { pages } from '@/lib/domain/paths.ts';

const SHOWN = 10;

type Flip = Overview['changed'][number];

function Line({ change }: { change: Flip }) {
  const at = useMomentOfPage();
  const { arn, name, region, track, old, cause, origin, awsTime, seenAt } = change;
  return (
    <li data-row={arn} className="relative border-t border-line py-1.5 hover:bg-paused-bg/60">
      <div className="flex min-w-0 items-center gap-3">
        <Link
          href={pages.entity(arn, at)}
          prefetch={false}
          data-tip={visible(name)}
          className="min-w-0 flex-1 truncate font-[550] no-underline after:absolute after:inset-0 hover:underline"
        >
          <PlainText text={name} />
        </Link>
        <span className="flex-none text-[12.5px] text-soft max-sm:hidden">{region}</span>
        <span className="min-w-20 flex-none text-right text-soft">
          <Time at={awsTime ?? seenAt} form="ago" />
        </span>
      </div>
      <div className="flex min-w-0 items-center gap-2 text-[12.5px]">
        {old ? (
          <>
            <span className="flex-none">
              <MarkBadge mark={valueMark(track, old.value, null)} />
            </span>
            <span className="text-soft">
              <span aria-hidden="true">→</span>
              <span className="sr-only">became</span>
            </span>
          </>
        ) : null}
        <span className="flex-none">
          <MarkBadge mark={valueMark(track, change.new.value, null)} />
        </span>
        <span className="min-w-0 flex-1 truncate text-soft">{cause ? <PlainText text={cause} /> : null}</span>
        <span
          className="max-w-1/2 flex-none truncate text-soft"
          data-tip={[originWords(origin), ...origin.evidence].join('\n')}
        >
          <PlainText text={originWords(origin)} />
        </span>
      </div>
    </li>
  );
}

/** What moved lately, newest first: old → new, and by whom. Each line leads to its sender. */
export function RecentFlips({ overview, place }: { overview: Overview; place: Place }) {
  const { changed, changedTotal, past } = overview;
  const { region, connection } = place;
  return (
    <section aria-label={past ? 'Changed in the 24 hours before' : 'Changed in 24 hours'} className="min-w-0">
      <header className="mb-1.5 flex items-baseline">
        <h2 className="text-[14px] font-semibold">{past ? 'Changed in the 24 hours before' : 'Changed in 24 hours'}</h2>
        <Link href={pages.activity({ region, connection })} className="ml-auto text-[12.5px] text-soft underline">
          {changedTotal.toLocaleString('en')} in all
        </Link>
      </header>
      {changed.length === 0 ? (
        <p className="border-t border-line pt-2 text-soft">No sending status changed that Standing saw.</p>
      ) : null}
      <ol>
        {changed.slice(0, SHOWN).map((change) => (
          <Line key={change.id} change={change} />
        ))}
      </ol>
    </section>
  );
}
