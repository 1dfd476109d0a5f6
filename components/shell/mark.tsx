import { Glyph } from '@/components/ui/glyph.tsx';
import { TONE_TEXT } from '@/components/ui/tone.ts';
import { standingMark, impactMark, type Mark } from '@/components/shell/standing-marks.ts';
import type { Standing } from '@/lib/domain/vocabulary.ts';

/** A state: shape, word and colour together. Never a button. */
export function MarkBadge({ mark, size = 'row', wrap = false }: { mark: Mark; size?: 'row' | 'card'; wrap?: boolean }) {
  const card = size === 'card';
  return (
    <span
      data-tip={mark.means}
      className={`inline-flex max-w-full items-center ${TONE_TEXT[mark.tone]} ${card ? 'gap-2 text-[16px] font-semibold tracking-[-.01em]' : 'gap-1.5'}`}
    >
      <Glyph name={mark.glyph} size={card ? 18 : 15} />
      <span className={card || wrap ? '[overflow-wrap:anywhere]' : 'truncate'}>{mark.word}</span>
    </span>
  );
}

export function StandingBadge(props: {
  standing: Standing;
  sendingStatusAggregate: string | null;
  size?: 'row' | 'card';
}) {
  return <MarkBadge mark={standingMark(props.standing, props.sendingStatusAggregate)} size={props.size} />;
}

/** In rows the short word (`High`); absent is a dash that says what it means. */
export function ImpactBadge({ impact }: { impact: string | null }) {
  const mark = impactMark(impact);
  if (mark.glyph === 'none') {
    return (
      <span className="text-soft" data-tip={mark.word}>
        <span aria-hidden="true">—</span>
        <span className="sr-only">{mark.word}</span>
      </span>
    );
  }
  return <MarkBadge mark={{ ...mark, word: mark.word.replace(' impact', '') }} />;
}
