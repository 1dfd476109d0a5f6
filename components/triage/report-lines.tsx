import Link from 'next/link';
import { STATE_WORDS } from '@/components/triage/case-words.ts';
import { recordMark } from '@/components/shell/standing-marks.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { counted } from '@/lib/domain/counted.ts';
import type { HandOver, HandOverFlip } from '@/lib/domain/hand-over.ts';
import { pages } from '@/lib/domain/paths.ts';

type ItemOf<Part extends 'open' | 'acts' | 'snoozesEnding'> = HandOver[Part]['items'][number];

function Who({ arn, name, region, account }: { arn: string; name: string; region: string; account: string }) {
  return (
    <span>
      <Link href={pages.entity(arn)} prefetch={false} className="font-[550] no-underline hover:underline">
        <PlainText text={name} />
      </Link>{' '}
      <span className="text-[12.5px] text-soft">
        {region} · {account}
      </span>
    </span>
  );
}

const aggregateWord = (value: string | null) => recordMark('aggregate', value).word;

export function FlipLine({ item: flip }: { item: HandOverFlip }) {
  return (
    <>
      <Who {...flip} />
      <span className="text-soft">
        <Time at={flip.at} form="moment" /> · {aggregateWord(flip.from)} → {aggregateWord(flip.to)}
        {flip.cause ? (
          <>
            {' · '}“<PlainText text={flip.cause} />”
          </>
        ) : null}
        {flip.who ? (
          <>
            {' · '}
            <PlainText text={flip.why ? `${flip.who}: ${flip.why}` : flip.who} />
          </>
        ) : null}
      </span>
    </>
  );
}

export function OpenLine({ item }: { item: ItemOf<'open'> }) {
  return (
    <>
      <Who {...item} />
      <span className="text-soft">
        <Time at={item.since} form="duration" atLeast={item.atLeast} /> ·{' '}
        {item.liftedBy === 'aws' ? 'this API cannot lift it' : 'you can lift it'} ·{' '}
        <PlainText text={item.owner ?? 'nobody’s yet'} /> · {STATE_WORDS[item.state]}
        {item.awsCaseId ? (
          <>
            {' · AWS case '}
            <PlainText text={item.awsCaseId} />
          </>
        ) : null}
      </span>
    </>
  );
}

export function ActLine({ item: act }: { item: ItemOf<'acts'> }) {
  const ends = Object.entries(act.outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  return (
    <>
      <span>
        <Time at={act.at} form="moment" /> · {act.act} · {counted(act.senders, 'sender')} · <PlainText text={act.who} />
      </span>
      <span className="text-soft">
        <PlainText text={act.why} /> ({ends.join(', ')})
      </span>
    </>
  );
}

export function SnoozeLine({ item }: { item: ItemOf<'snoozesEnding'> }) {
  return (
    <>
      <Who {...item} />
      <span className="text-soft">
        <Time at={item.until} form="moment" /> · <PlainText text={item.by} />
      </span>
    </>
  );
}
