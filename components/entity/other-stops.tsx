import { Block } from '@/components/entity/block.tsx';
import { Glyph, type GlyphName } from '@/components/ui/glyph.tsx';
import { Time } from '@/components/ui/time.tsx';
import { TONE_TEXT, type Tone } from '@/components/ui/tone.ts';
import type { Explanation } from '@/lib/domain/explanation.ts';

type Stop = Explanation['otherStops'][number];
const LOOK: Record<Stop['state'], { word: string; glyph: GlyphName; tone: Tone }> = {
  clear: { word: 'Clear', glyph: 'circle-check', tone: 'ok' },
  stops: { word: 'Stops mail', glyph: 'octagon-stop', tone: 'stop' },
  'may-stop': { word: 'May stop mail', glyph: 'triangle-up', tone: 'watch' },
  unchecked: { word: 'Unchecked', glyph: 'outline-dashed', tone: 'plain' },
  unknown: { word: 'Not known', glyph: 'outline-dashed', tone: 'plain' },
};

/** What besides reputation can stop this sender; unchecked is not fine, and says so. */
export function OtherStops({ stops }: { stops: readonly Stop[] }) {
  const unchecked = stops.filter(({ state }) => state === 'unchecked' || state === 'unknown').length;
  if (stops.length === 0) return null;
  return (
    <Block
      title="What else can stop it"
      note={unchecked > 0 ? `${unchecked} of ${stops.length} unchecked` : 'all checked'}
    >
      <ul>
        {stops.map((stop) => {
          const { word, glyph, tone } = LOOK[stop.state];
          return (
            <li
              key={stop.what}
              className="grid gap-x-4 gap-y-0.5 border-t border-line py-2 md:grid-cols-[200px_140px_minmax(0,1fr)_110px]"
            >
              <span>{stop.what}</span>
              <span className={`inline-flex items-center gap-1.5 ${TONE_TEXT[tone]}`}>
                <Glyph name={glyph} />
                {word}
              </span>
              <span className="[overflow-wrap:anywhere] text-soft">{stop.detail}</span>
              <span className="text-soft md:text-right">
                {stop.readAt ? <Time at={stop.readAt} form="ago" /> : null}
              </span>
            </li>
          );
        })}
      </ul>
    </Block>
  );
}
