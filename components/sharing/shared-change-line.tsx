import { sharedTimeOf } from '@/components/sharing/fold-shared.ts';
import { markWords, originWords, trackWords, valueMark } from '@/components/shell/change-words.ts';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { TONE_TEXT } from '@/components/ui/tone.ts';
import type { SharedChange } from '@/lib/domain/shared-view.ts';

function Value({ change, value, strong }: { change: SharedChange; value: string | null; strong: boolean }) {
  const mark = valueMark(change.track, value, change.impact);
  return (
    <span className={`${TONE_TEXT[mark.tone]} ${strong ? 'font-semibold' : ''}`}>
      <PlainText text={mark.word} />
    </span>
  );
}

function WhatHappened({ change }: { change: SharedChange }) {
  const { kind, old, track } = change;
  const now = <Value change={change} value={change.new.value} strong />;
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

/** One flip: when it was seen, which track, old → new with the cause, how it came about, and SES's own time. */
export function SharedChangeLine({ change }: { change: SharedChange }) {
  const { awsTime, seenAt, source, origin, evidence, why, marks, track } = change;
  const cause = change.new.cause;
  const by =
    origin === 'ours'
      ? 'by the operators'
      : originWords({ kind: origin, who: null, why: null, actId: null, evidence: [] });
  return (
    <li className="grid grid-cols-[62px_minmax(0,1fr)] gap-x-3.5 gap-y-0.5 border-t border-line py-2 md:grid-cols-[66px_128px_minmax(0,1fr)_230px]">
      <span className="text-soft max-md:row-span-3">
        <Time at={new Date(sharedTimeOf(change)).toISOString()} form="clock" />
      </span>
      <span className="[overflow-wrap:anywhere]">{trackWords(track)}</span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <WhatHappened change={change} />
        {cause ? (
          <span className="text-soft">
            {' '}
            “<PlainText text={cause} />”
          </span>
        ) : null}
        {why ? (
          <span className="block text-soft">
            Reason: <PlainText text={why} />
          </span>
        ) : null}
        {origin === 'likely-automatic' && evidence.length > 0 ? (
          <span className="block text-soft">{evidence.join(' ')}</span>
        ) : null}
        {marks.map((mark) => (
          <span key={mark} className="block text-soft">
            {markWords(mark)}
          </span>
        ))}
      </span>
      <span className="text-soft md:text-right">
        {by}
        {' · '}
        {awsTime === null ? (
          source === 'event' || source === 'import' ? (
            'as SES told'
          ) : (
            'as seen'
          )
        ) : (
          <>
            seen <ExactTime at={seenAt} form={awsTime.slice(0, 10) === seenAt.slice(0, 10) ? 'clock' : 'moment'} />
          </>
        )}
      </span>
    </li>
  );
}
