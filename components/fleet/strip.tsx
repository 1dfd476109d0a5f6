import { useContext } from 'react';
import { STANDING_MARKS } from '@/components/shell/standing-marks.ts';
import { AsOf } from '@/components/ui/time.tsx';
import { TONE_FILL } from '@/components/ui/tone.ts';
import type { EntityListItem } from '@/lib/domain/entity.ts';

const WIDTH = 120;
const DAYS_MS = 14 * 86_400_000;

/** The last 14 days as runs of standing; not watched is hatched grey. The words of the row say the present state. */
export function Strip({ strip, readAt }: { strip: EntityListItem['strip']; readAt: string }) {
  const asOf = useContext(AsOf);
  const end = asOf ?? Date.parse(readAt);
  const start = end - DAYS_MS;
  const x = (at: string) => Math.min(WIDTH, Math.max(0, ((Date.parse(at) - start) / DAYS_MS) * WIDTH));
  return (
    <svg width={WIDTH} height={10} viewBox={`0 0 ${WIDTH} 10`} aria-hidden="true" className="block">
      {strip.map((segment, index) => {
        const from = x(segment.at);
        const next = strip[index + 1];
        const to = next ? x(next.at) : WIDTH;
        const fill =
          segment.standing === 'not-watched' ? 'fill-hatch' : TONE_FILL[STANDING_MARKS[segment.standing].tone];
        // A flip of minutes would be thinner than a pixel; it is still the news of the row.
        return to <= from && next ? null : (
          <rect key={segment.at} x={from} width={Math.max(1.5, to - from - 1)} height={10} rx={1} className={fill} />
        );
      })}
    </svg>
  );
}
