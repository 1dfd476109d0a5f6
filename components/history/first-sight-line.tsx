import Link from 'next/link';
import { trackWords, valueMark } from '@/components/shell/change-words.ts';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { TONE_TEXT } from '@/components/ui/tone.ts';
import type { Change } from '@/lib/domain/change.ts';

function Found({ change }: { change: Change }) {
  const { track, cause, awsTime } = change;
  const mark = valueMark(track, change.new.value, change.impact);
  return (
    <li className="[overflow-wrap:anywhere]">
      <span className="text-soft">{trackWords(track)} </span>
      <span className={`font-[550] ${TONE_TEXT[mark.tone]}`}>{mark.word}</span>
      {awsTime ? (
        <span className="text-soft">
          {' '}
          {track === 'aggregate' ? 'at least since' : 'updated'} <ExactTime at={awsTime} form="moment" />
        </span>
      ) : null}
      {cause ? (
        <span className="text-soft">
          {' '}
          “<PlainText text={cause} />”
        </span>
      ) : null}
    </li>
  );
}

/** How a sender stood when it was first seen: where watching began, which is no event of its own. */
export function FirstSightLine(props: {
  changes: readonly Change[];
  currentId: string | null;
  linkTo: (change: Change) => string;
}) {
  const { changes, currentId, linkTo } = props;
  const [first] = changes;
  if (!first) return null;
  const current = changes.some(({ id }) => id === currentId);
  return (
    <li
      id={`change-${first.id}`}
      aria-current={current ? 'true' : undefined}
      className={`grid grid-cols-[62px_minmax(0,1fr)] gap-x-3.5 gap-y-0.5 border-t border-line py-2 md:grid-cols-[66px_128px_minmax(0,1fr)] ${current ? 'bg-paused-bg shadow-[inset_2px_0_var(--accent)]' : ''}`}
    >
      <Link href={linkTo(first)} prefetch={false} className="text-soft no-underline hover:underline max-md:row-span-3">
        <Time at={first.seenAt} form="clock" />
      </Link>
      <span>{first.incarnation > 1 ? 'Seen again' : 'First seen'}</span>
      <ul className="min-w-0">
        {changes.map((change) => (
          <Found key={change.id} change={change} />
        ))}
      </ul>
    </li>
  );
}
