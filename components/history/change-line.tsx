import Link from 'next/link';
import type { ReactNode } from 'react';
import { markWords, originWords, trackWords, valueMark } from '@/components/shell/change-words.ts';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import { Time } from '@/components/ui/time.tsx';
import { TONE_TEXT } from '@/components/ui/tone.ts';
import type { Change } from '@/lib/domain/change.ts';
import { parseArn } from '@/lib/domain/parse-arn.ts';
import { pages } from '@/lib/domain/paths.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';

function Value({ change, value, strong }: { change: Change; value: string | null; strong: boolean }) {
  const mark = valueMark(change.track, value, change.impact);
  return <span className={`${TONE_TEXT[mark.tone]} ${strong ? 'font-semibold' : ''}`}>{mark.word}</span>;
}

function WhatHappened({ change }: { change: Change }) {
  const { kind, old, track } = change;
  const now = <Value change={change} value={change.new.value} strong />;
  // A finding's own times tell of a past from before we watched.
  if (kind === 'baseline') return track.startsWith('finding:') ? now : <>First seen: {now}</>;
  if (kind === 'rewritten') return <>{now}, updated again; what lay between was not seen</>;
  if (old && old.value === change.new.value) return <>{now}, with another cause</>;
  return (
    <>
      {old ? <Value change={change} value={old.value} strong={false} /> : null}
      {old ? <span aria-label="became"> → </span> : null}
      {now}
    </>
  );
}

const regionOf = (arn: string) => parseArn(arn)?.region ?? 'Region not known';

/** When we saw it; with its day where SES's own time is of another. */
function SeenAt({ seenAt, awsTime }: { seenAt: string; awsTime: string }) {
  const sameDay = seenAt.slice(0, 10) === awsTime.slice(0, 10);
  return (
    <span>
      seen <ExactTime at={seenAt} form={sameDay ? 'clock' : 'moment'} />
    </span>
  );
}

/** One flip: when, which track, old → new with the cause, who, SES's time and when we saw it. The time is its permalink. */
export function ChangeLine({ change, subject, current }: { change: Change; subject?: ReactNode; current: boolean }) {
  const { awsTime, seenAt, origin, cause, marks } = change;
  return (
    <li
      id={`change-${change.id}`}
      aria-current={current ? 'true' : undefined}
      className={`grid grid-cols-[62px_minmax(0,1fr)] gap-x-3.5 gap-y-0.5 border-t border-line py-2 ${subject ? 'md:grid-cols-[66px_230px_minmax(0,1fr)_240px]' : 'md:grid-cols-[66px_128px_minmax(0,1fr)_250px]'} ${current ? 'bg-paused-bg shadow-[inset_2px_0_var(--accent)]' : ''}`}
    >
      <Link
        href={pages.entity(change.arn, { at: seenAt, change: change.id })}
        prefetch={false}
        className="text-soft no-underline hover:underline max-md:row-span-3"
      >
        <Time at={awsTime ?? seenAt} form="clock" />
      </Link>
      <span className="[overflow-wrap:anywhere]">
        {subject ? (
          <>
            {subject}
            <span className="block text-[12.5px] text-soft">
              {regionOf(change.arn)} · {trackWords(change.track)}
            </span>
          </>
        ) : (
          trackWords(change.track)
        )}
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <WhatHappened change={change} />
        {cause ? (
          <span className="text-soft">
            {' '}
            “<PlainText text={cause} />”
          </span>
        ) : null}
        {origin.why ? (
          <span className="block text-soft">
            Reason: <PlainText text={origin.why} />
          </span>
        ) : null}
        {origin.kind === 'likely-automatic' && origin.evidence.length > 0 ? (
          <span className="block text-soft">{origin.evidence.join(' ')}</span>
        ) : null}
        {marks.map((mark) => (
          <span key={mark} className="block text-soft">
            {markWords(mark)}
          </span>
        ))}
      </span>
      <span className="text-soft md:text-right" data-tip={origin.evidence.join('\n') || undefined}>
        <PlainText text={originWords(origin)} />
        {' · '}
        {awsTime === null ? (
          <span data-tip="SES gives no time for this; it is when we saw it">as seen</span>
        ) : (
          <SeenAt seenAt={seenAt} awsTime={awsTime} />
        )}
      </span>
    </li>
  );
}
