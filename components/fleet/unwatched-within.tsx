import { GAP_WORDS } from '@/components/shell/gap-words.ts';
import { Notice } from '@/components/ui/notice.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import type { Unwatched } from '@/lib/domain/past.ts';

const SHOWN = 4;

/** When nobody was watching within a range: what is shown of that time is what events and record times tell. */
export function UnwatchedWithin({ unwatched }: { unwatched: readonly Unwatched[] }) {
  if (unwatched.length === 0) return null;
  return (
    <Notice tone="plain">
      <ul className="text-[12.5px]">
        {unwatched.slice(0, SHOWN).map(({ connectionId, label, from, to, reason }) => (
          <li key={`${connectionId} ${from ?? ''}`}>
            <b className="font-semibold">
              <PlainText text={label} />
            </b>{' '}
            was not watched{' '}
            {from === null ? null : (
              <>
                from <Time at={from} form="moment" />{' '}
              </>
            )}
            {to === null ? (
              'to this day'
            ) : (
              <>
                {from === null ? 'before' : 'to'} <Time at={to} form="moment" />
              </>
            )}
            : {GAP_WORDS[reason]}. What is shown of that time is what record times and events tell.
          </li>
        ))}
        {unwatched.length > SHOWN ? <li>and {unwatched.length - SHOWN} stretches more.</li> : null}
      </ul>
    </Notice>
  );
}
