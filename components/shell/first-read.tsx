import { PlainText } from '@/components/ui/plain-text.tsx';
import type { Connection } from '@/lib/domain/connection.ts';
import { firstReads } from '@/lib/domain/first-reads.ts';

/** Says how far a first read got. SES does not tell how many there are, so the bar has no end. */
export function FirstRead({ connections }: { connections: readonly Connection[] }) {
  const reading = firstReads(connections);
  if (reading.length === 0) return null;
  return (
    <ul className="my-2 flex flex-col gap-1 text-[12.5px] text-soft">
      {reading.map(({ id, label, sweeps, entities }) => {
        const trouble = sweeps.filter(({ lane }) => lane === 'disabled' || lane === 'high');
        const worstRead = trouble.length === 2 && trouble.every(({ finishedAt }) => finishedAt !== null);
        return (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <progress
              aria-label={`First read of ${label}`}
              className="first-read h-1.5 w-40 appearance-none overflow-hidden rounded"
            />
            <span>
              First read of <PlainText text={label} />: {entities.toLocaleString('en')} so far.{' '}
              {worstRead ? 'All disabled and high-impact senders are here; the rest follow.' : 'The worst come first.'}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
