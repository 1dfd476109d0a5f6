import { utc } from '@/components/evidence/evidence-times.ts';
import { markWords, originWords, trackWords, valueMark } from '@/components/shell/change-words.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';
import type { Change } from '@/lib/domain/change.ts';

function What({ change }: { change: Change }) {
  const word = (value: string | null) => <PlainText text={valueMark(change.track, value, change.impact).word} />;
  const now = <strong className="font-semibold">{word(change.new.value)}</strong>;
  if (change.kind === 'baseline') return <>first seen: {now}</>;
  if (change.kind === 'rewritten') return <>{now}, updated again; what lay between was not seen</>;
  return (
    <>
      {change.old ? <>{word(change.old.value)} → </> : null}
      {now}
    </>
  );
}

/** Every change with both times and how it was seen, who and why. */
export function EvidenceChanges({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p className="text-soft">No change was seen in this window.</p>;
  return (
    <ol>
      {changes.map((change) => {
        const { id, seenAt, seenAfter, awsTime, track, cause, source, origin, marks } = change;
        return (
          <li
            key={id}
            className="grid gap-x-4 border-t border-line py-2 [overflow-wrap:anywhere] first:border-t-0 md:grid-cols-[130px_minmax(0,1fr)_280px] print:grid-cols-[110px_minmax(0,1fr)_230px]"
          >
            <span className="text-soft">{trackWords(track)}</span>
            <span className="min-w-0">
              <What change={change} />
              {cause === null ? null : (
                <>
                  {' '}
                  “<PlainText text={cause} />”
                </>
              )}
              {origin.why === null ? null : (
                <span className="block">
                  Reason: <PlainText text={origin.why} />
                </span>
              )}
              {origin.evidence.length > 0 ? (
                <span className="block text-soft">
                  <PlainText text={origin.evidence.join(' ')} />
                </span>
              ) : null}
              {marks.map((mark) => (
                <span key={mark} className="block text-soft">
                  {markWords(mark)}
                </span>
              ))}
            </span>
            <span className="text-[12.5px] text-soft">
              {awsTime === null ? 'SES gives no time' : `SES: ${utc(awsTime)}`}
              <span className="block">
                known {utc(seenAt)} ({source})
              </span>
              {seenAfter === null ? null : <span className="block">not yet at {utc(seenAfter)}</span>}
              <span className="block">
                <PlainText text={originWords(origin)} />
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
