'use client';

import type { ReactNode } from 'react';
import { GAP_WORDS } from '@/components/shell/gap-words.ts';
import { useShortcuts } from '@/components/shell/keyboard.ts';
import type { usePastMoment } from '@/components/shell/past-moment.ts';
import { Button } from '@/components/ui/button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { counted } from '@/lib/domain/counted.ts';
import type { FleetPast, Unwatched } from '@/lib/domain/past.ts';

function UnwatchedLine({ of }: { of: Unwatched }) {
  const { label, region, from, to, reason } = of;
  return (
    <li>
      <b className="font-semibold">
        <PlainText text={label} /> {label.includes(region) ? '' : region}
      </b>{' '}
      was not watched then
      {from === null ? null : (
        <>
          {' '}
          (from <Time at={from} form="moment" />)
        </>
      )}
      : {GAP_WORDS[reason]}
      {to === null ? ', to this day' : ''}. What is shown of it was known before that.
    </li>
  );
}

/** A page of the fleet in the past says first what is true now, then what it cannot say. One key leads to now. */
export function FleetPastBanner(props: {
  past: FleetPast;
  moment: ReturnType<typeof usePastMoment>;
  then: ReactNode;
  now: ReactNode;
}) {
  const { past, moment, then, now } = props;
  useShortcuts([{ key: 'n', label: 'Go to now', group: 'Everywhere', run: moment.goToNow }]);
  const told = past.toldLater;
  return (
    <Notice tone="watch">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <b className="font-semibold">
            {past.known === 'now' ? 'The past, as it is known now' : 'The past, as it was known then'}:{' '}
            <Time at={past.at} form="moment" />
          </b>
          <span aria-hidden="true">·</span>
          <span>
            now: {now} · then: {then}
          </span>
          <span>Nothing can be done on a page in the past.</span>
        </p>
        <ul className="mt-1 text-[12.5px]">
          {past.unwatched.map((one) => (
            <UnwatchedLine key={one.connectionId} of={one} />
          ))}
          {told > 0 && past.known === 'then' ? (
            <li>
              Of {counted(told, 'sender')} it was learned later that they stood otherwise at that moment.{' '}
              <button type="button" className="cursor-pointer underline" onClick={() => moment.showKnown('now')}>
                Show what is known now
              </button>
            </li>
          ) : null}
          {past.known === 'now' ? (
            <li>
              {counted(told, 'sender stands', 'senders stand')} otherwise here than was known then.{' '}
              <button type="button" className="cursor-pointer underline" onClick={() => moment.showKnown('then')}>
                Show what was known then
              </button>
            </li>
          ) : null}
          {past.limits.map((limit) => (
            <li key={limit} className="text-soft">
              {limit}
            </li>
          ))}
        </ul>
      </div>
      <Button onClick={moment.goToNow}>
        Go to now <Kbd>n</Kbd>
      </Button>
    </Notice>
  );
}
