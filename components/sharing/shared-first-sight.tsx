import { trackWords, valueMark } from '@/components/shell/change-words.ts';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { TONE_TEXT } from '@/components/ui/tone.ts';
import type { SharedChange } from '@/lib/domain/shared-view.ts';

/** How the sender stood when it was first seen: where watching began, which is no event of its own. */
export function SharedFirstSight({ changes }: { changes: readonly SharedChange[] }) {
  return (
    <li className="grid grid-cols-[62px_minmax(0,1fr)] gap-x-3.5 gap-y-0.5 border-t border-line py-2 md:grid-cols-[66px_128px_minmax(0,1fr)]">
      <span className="text-soft max-md:row-span-2">
        <Time at={changes[0]?.at ?? ''} form="clock" />
      </span>
      <span>First seen</span>
      <ul className="min-w-0">
        {changes.map(({ track, new: { value, cause }, impact, awsTime }) => {
          const mark = valueMark(track, value, impact);
          return (
            <li key={track} className="[overflow-wrap:anywhere]">
              <span className="text-soft">{trackWords(track)} </span>
              <span className={`font-[550] ${TONE_TEXT[mark.tone]}`}>
                <PlainText text={mark.word} />
              </span>
              {awsTime === null ? null : (
                <span className="text-soft">
                  {track === 'aggregate' ? ' at least since ' : ' updated '}
                  <ExactTime at={awsTime} form="moment" />
                </span>
              )}
              {cause === null ? null : (
                <span className="text-soft">
                  {' '}
                  “<PlainText text={cause} />”
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </li>
  );
}
