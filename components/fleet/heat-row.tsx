// The rows are the virtualizer's, which real table rows cannot be; the keys are the grid's, which moves the focus.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */

import Link from 'next/link';
import { STANDING_MARKS } from '@/components/shell/standing-marks.ts';
import { formatDuration } from '@/components/ui/format-time.ts';
import { PlainText, visible } from '@/components/ui/plain-text.tsx';
import { TONE_FILL } from '@/components/ui/tone.ts';
import type { FleetSender } from '@/lib/domain/fleet-view.ts';
import { pages } from '@/lib/domain/paths.ts';
import type { HeatCell } from '@/lib/domain/standing-runs.ts';

export const ROW_HEIGHT = 28;
const CELL_HEIGHT = 16;

/** What a cell says. */
export function cellWords({ worst, stopped }: HeatCell): string {
  if (worst === 'not-watched') return 'not watched, and nothing known of it';
  const share = stopped > 0 && stopped < 0.995 ? `, ${Math.max(1, Math.round(stopped * 100))} % of the time` : '';
  return `${STANDING_MARKS[worst].word}${share}`;
}

/** Under a stop: what the rest of the bucket was. */
function groundOf({ worst }: HeatCell): string {
  if (worst === 'not-watched') return 'fill-hatch';
  return worst.startsWith('disabled') ? 'fill-ok-bg' : TONE_FILL[STANDING_MARKS[worst].tone];
}

interface HeatRowProps {
  sender: FleetSender;
  cells: readonly HeatCell[];
  /** Of the cells, in pixels. */
  width: number;
  /** The column that the keys are at. */
  column: number;
  isCurrent: boolean;
  label: (column: number) => string;
  onOpen: (column: number) => void;
  onPoint: (column: number) => void;
}

/** One sender: its name, a cell a bucket (as high as the share of it in which mail was stopped), and how long in all. */
export function HeatRow(props: HeatRowProps) {
  const { sender, cells, width, column, isCurrent, label, onOpen, onPoint } = props;
  const step = width / Math.max(1, cells.length);
  const columnAt = (event: { clientX: number; currentTarget: Element }) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return Math.min(cells.length - 1, Math.max(0, Math.floor(x / step)));
  };
  const gap = step > 6 ? 1.5 : 0.5;
  return (
    <>
      <div role="rowheader" className="flex min-w-0 items-center">
        <Link
          href={pages.entity(sender.arn)}
          prefetch={false}
          data-tip={visible(`${sender.name} · ${sender.region} · ${sender.account}`)}
          className="truncate font-[550] no-underline hover:underline"
        >
          <PlainText text={sender.name} />
        </Link>
      </div>
      <div
        role="gridcell"
        tabIndex={isCurrent ? 0 : -1}
        aria-label={label(column)}
        data-heat={sender.arn}
        data-tip={label(column)}
        className="cursor-pointer rounded-sm"
        onPointerMove={(event) => onPoint(columnAt(event))}
        onClick={(event) => onOpen(columnAt(event))}
      >
        <svg width={width} height={CELL_HEIGHT} aria-hidden="true" className="block">
          {cells.map((cell, index) => {
            const high = cell.stopped > 0 ? Math.max(4, cell.stopped * CELL_HEIGHT) : 0;
            const box = { x: index * step, width: Math.max(0.8, step - gap), rx: step > 8 ? 2 : 0 };
            return (
              <g key={index}>
                <rect {...box} height={CELL_HEIGHT} className={groundOf(cell)} />
                {high > 0 && cell.worst !== 'not-watched' ? (
                  <rect
                    {...box}
                    y={CELL_HEIGHT - high}
                    height={high}
                    className={TONE_FILL[STANDING_MARKS[cell.worst].tone]}
                  />
                ) : null}
              </g>
            );
          })}
          {isCurrent ? (
            <rect
              x={column * step + 0.5}
              y={0.5}
              width={Math.max(2, step - gap - 1)}
              height={CELL_HEIGHT - 1}
              className="fill-none stroke-ink"
            />
          ) : null}
        </svg>
      </div>
      <div role="gridcell" className="truncate text-right text-[12.5px] text-soft">
        {sender.stoppedMs > 0 ? `${formatDuration(sender.stoppedMs)} · ${sender.episodes}×` : 'not stopped'}
      </div>
    </>
  );
}
