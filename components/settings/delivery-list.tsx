import { Glyph, type GlyphName } from '@/components/ui/glyph.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { TONE_TEXT, type Tone } from '@/components/ui/tone.ts';
import type { Delivery } from '@/lib/domain/notification.ts';

const MARKS: Record<Delivery['state'], { word: string; glyph: GlyphName; tone: Tone }> = {
  waiting: { word: 'Waiting', glyph: 'circle-turning', tone: 'watch' },
  delivered: { word: 'Delivered', glyph: 'circle-check', tone: 'ok' },
  'given-up': { word: 'Given up', glyph: 'circle-bar', tone: 'paused' },
};

function Life({ delivery: { state, attempts, lastResult, lastAttemptAt, nextAttemptAt } }: { delivery: Delivery }) {
  return (
    <>
      {attempts === 0 ? 'not sent yet' : `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`}
      {lastAttemptAt === null ? null : (
        <>
          {' '}
          · last <Time at={lastAttemptAt} form="ago" />
        </>
      )}
      {lastResult === null ? null : (
        <>
          {' '}
          · answered <PlainText text={lastResult} />
        </>
      )}
      {state === 'waiting' && attempts > 0 && nextAttemptAt !== null ? (
        <>
          {' '}
          · next <Time at={nextAttemptAt} form="moment" />
        </>
      ) : null}
    </>
  );
}

/** What was sent, newest first, and how it went. */
export function DeliveryList({ deliveries }: { deliveries: readonly Delivery[] }) {
  if (deliveries.length === 0) return <p className="mt-3 text-soft">Nothing was sent yet.</p>;
  return (
    <ol className="mt-3">
      {deliveries.map((delivery) => {
        const { word, glyph, tone } = MARKS[delivery.state];
        return (
          <li key={delivery.id} className="border-t border-line py-2.5">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className={`inline-flex items-center gap-1.5 ${TONE_TEXT[tone]}`}>
                <Glyph name={glyph} /> {word}
              </span>
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <PlainText text={delivery.summary} />
              </span>
            </p>
            <p className="mt-0.5 text-[12.5px] text-soft [overflow-wrap:anywhere]">
              <Time at={delivery.at} form="moment" /> · <Life delivery={delivery} /> ·{' '}
              <span className="font-mono">{delivery.id}</span>
            </p>
          </li>
        );
      })}
    </ol>
  );
}
