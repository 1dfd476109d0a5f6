import { SOURCE_WORDS } from '@/components/shell/change-words.ts';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import type { Change } from '@/lib/domain/change.ts';
import type { ClockDoubt, Placement } from '@/lib/domain/place-in-time.ts';

const DOUBT: Record<ClockDoubt, string> = {
  ahead: 'AWS’s time for it is after we had seen it: the clocks differ',
  contradicted: 'AWS’s time for it is before a read that still showed the old value',
  'against-the-clock': 'AWS’s time for it is older than for the value before',
};

/** A second moment beside the first: with its day where that is another. */
function Beside({ at, other }: { at: string; other: number }) {
  const sameDay = at.slice(0, 10) === new Date(other).toISOString().slice(0, 10);
  return <ExactTime at={at} form={sameDay ? 'clock' : 'moment'} />;
}

/**
 * The other clock. The line stands at one moment; this says when we saw it, or that the moment is our sight and why it is
 * not AWS's time, and what showed it to us.
 */
export function ClockWords({ change, place }: { change: Change; place: Placement }) {
  const { awsTime, seenAt, source } = change;
  const by = <span className="whitespace-nowrap"> · {SOURCE_WORDS[source]}</span>;
  if (place.doubt !== null && awsTime !== null) {
    return (
      <>
        <span data-tip={DOUBT[place.doubt]}>as seen; AWS says</span> <Beside at={awsTime} other={place.at} />
        {by}
      </>
    );
  }
  if (place.clock === 'seen') {
    return (
      <>
        <span data-tip="SES gives no time for this; it is when we saw it">as seen</span>
        {by}
      </>
    );
  }
  return (
    <>
      seen <Beside at={seenAt} other={place.at} />
      {by}
    </>
  );
}
