import { markWords, valueMark } from '@/components/shell/change-words.ts';
import { Time } from '@/components/ui/time.tsx';
import { TONE_TEXT } from '@/components/ui/tone.ts';
import type { Change } from '@/lib/domain/change.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';

function Value({ change, value, strong }: { change: Change; value: string | null; strong: boolean }) {
  const mark = valueMark(change.track, value, change.impact);
  return <span className={`${TONE_TEXT[mark.tone]} ${strong ? 'font-semibold' : ''}`}>{mark.word}</span>;
}

function OldToNew({ change }: { change: Change }) {
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

/** Old → new with the cause verbatim, the reason given with an act of ours, what speaks for the origin, and what to know. */
export function WhatHappened({ change }: { change: Change }) {
  const { cause, origin, marks } = change;
  return (
    <>
      <OldToNew change={change} />
      {cause ? (
        <span className="text-soft">
          {' '}
          “<PlainText text={cause} />”
        </span>
      ) : null}
      {change.track.startsWith('resource:') && change.seenAfter !== null ? (
        <span className="block text-soft">
          between <Time at={change.seenAfter} form="moment" /> and <Time at={change.seenAt} form="moment" />, two reads
          of its resources
        </span>
      ) : null}
      {origin.why ? (
        <span className="block text-soft">
          Reason: <PlainText text={origin.why} />
        </span>
      ) : null}
      {origin.kind !== 'elsewhere' && origin.evidence.length > 0 ? (
        <span className="block text-soft">{origin.evidence.join(' ')}</span>
      ) : null}
      {marks.map((mark) => (
        <span key={mark} className="block text-soft">
          {markWords(mark)}
        </span>
      ))}
    </>
  );
}
