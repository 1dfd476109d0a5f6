import Link from 'next/link';
import type { ReactNode } from 'react';
import { WhatHappened } from '@/components/history/change-words.tsx';
import { ClockWords } from '@/components/history/clock-words.tsx';
import { originWords, trackWords } from '@/components/shell/change-words.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import type { Change } from '@/lib/domain/change.ts';
import { parseArn } from '@/lib/domain/parse-arn.ts';
import type { Moment, PlacedChange } from '@/lib/domain/read-moments.ts';

const regionOf = (arn: string) => parseArn(arn)?.region ?? 'Region not known';
const CURRENT = 'bg-paused-bg shadow-[inset_2px_0_var(--accent)]';

interface RowProps {
  placed: PlacedChange<Change>;
  /** The first of its moment says when, and who it is about. */
  first: boolean;
  at: number;
  subject: ReactNode;
  current: boolean;
  href: string;
  /** Who and when is what the row above says already. */
  told: boolean;
}

/** Who made it, and what the other clock says. */
function circumstances({ change, place }: PlacedChange<Change>): string {
  const { origin, seenAt, source, awsTime } = change;
  const aws = place.doubt === null ? '' : awsTime;
  return [origin.kind, origin.who, seenAt, source, place.doubt, aws, place.clock === 'seen'].join(' ');
}

function Row({ placed: { change, place }, first, at, subject, current, href, told }: RowProps) {
  const track = (
    <Link href={href} prefetch={false} className="text-inherit no-underline hover:underline">
      {trackWords(change.track)}
    </Link>
  );
  return (
    <div
      id={`change-${change.id}`}
      aria-current={current ? 'true' : undefined}
      className={`grid grid-cols-[62px_minmax(0,1fr)] gap-x-3.5 gap-y-0.5 ${first ? 'pt-2' : 'pt-1'} ${subject ? 'md:grid-cols-[66px_230px_minmax(0,1fr)_240px] xl:grid-cols-[66px_230px_minmax(0,1fr)_320px]' : 'md:grid-cols-[66px_128px_minmax(0,1fr)_250px] xl:grid-cols-[66px_128px_minmax(0,1fr)_320px]'} ${current ? CURRENT : ''}`}
    >
      {first ? (
        <Link href={href} prefetch={false} className="text-soft no-underline hover:underline max-md:row-span-3">
          <Time at={new Date(at).toISOString()} form="clock" />
        </Link>
      ) : (
        <span className="max-md:row-span-3" />
      )}
      <span className="[overflow-wrap:anywhere]">
        {subject && first ? subject : null}
        {subject ? (
          <span className="block text-[12.5px] text-soft">
            {first ? `${regionOf(change.arn)} · ` : ''}
            {track}
          </span>
        ) : (
          track
        )}
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <WhatHappened change={change} />
      </span>
      {told ? null : (
        <span className="text-soft md:text-right" data-tip={change.origin.evidence.join('\n') || undefined}>
          <PlainText text={originWords(change.origin)} />
          {' · '}
          <ClockWords change={change} place={place} />
        </span>
      )}
    </div>
  );
}

/** One instant: when, and each track that moved then, old → new with cause, who, why, and the other clock. */
export function MomentLine(props: {
  moment: Moment<Change>;
  subject?: ReactNode;
  currentId: string | null;
  linkTo: (change: Change) => string;
}) {
  const { moment, subject, currentId, linkTo } = props;
  return (
    <li className="border-t border-line pb-2">
      {moment.changes.map((placed, index) => (
        <Row
          key={placed.change.id}
          placed={placed}
          first={index === 0}
          at={moment.at}
          subject={subject}
          current={placed.change.id === currentId}
          href={linkTo(placed.change)}
          told={moment.changes.slice(index - 1, index).some((above) => circumstances(above) === circumstances(placed))}
        />
      ))}
    </li>
  );
}
