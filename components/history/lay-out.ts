import { lastFrom, type Lane, type Step } from '@/components/history/prepare-lanes.ts';
import type { Tone } from '@/components/ui/tone.ts';

/** What of time is in sight; epoch milliseconds. */
export interface View {
  from: number;
  to: number;
}

/** A stretch of a row on the screen: one step, or several that are too narrow to tell apart. */
export interface Cell {
  /** Pixels from the left edge of the plot. */
  x: number;
  width: number;
  /** Of several, the loudest. */
  step: Step;
  /** How many steps it holds. */
  count: number;
}

/** Narrower than this, steps are drawn together. */
export const NARROW_PX = 3;

const LOUDNESS: Record<Tone, number> = { ok: 0, plain: 1, watch: 2, paused: 3, stop: 4 };

/**
 * The cells of one row within a view. Steps that are wide enough are one each; narrower ones share a cell of `NARROW_PX`,
 * which shows the loudest of them, so that ten thousand flips cost no more than the picture is wide and no stop is lost.
 *
 * @param room width of the plot, pixels
 */
export function layOut({ steps }: Lane, view: View, room: number): Cell[] {
  const scale = room / (view.to - view.from);
  const cells: Cell[] = [];
  const shared: { column: number; cell: Cell | null } = { column: -1, cell: null };
  for (let index = Math.max(0, lastFrom(steps, view.from)); index < steps.length; index += 1) {
    const step = steps[index];
    if (step === undefined || step.from >= view.to) break;
    if (step.to !== null && step.to < view.from) continue;
    const x = Math.max(0, (step.from - view.from) * scale);
    const end = Math.min(room, ((step.to ?? view.to) - view.from) * scale);
    if (end - x >= NARROW_PX) {
      shared.cell = null;
      cells.push({ x, width: end - x, step, count: 1 });
      continue;
    }
    const column = Math.floor(x / NARROW_PX);
    if (shared.cell && shared.column === column) {
      shared.cell.count += 1;
      if (LOUDNESS[step.tone] > LOUDNESS[shared.cell.step.tone]) shared.cell.step = step;
      continue;
    }
    shared.cell = { x, width: NARROW_PX, step, count: 1 };
    shared.column = column;
    cells.push(shared.cell);
  }
  return cells;
}

/** How many steps of a row are in sight. */
export function countInSight({ steps }: Lane, view: View): number {
  const first = Math.max(0, lastFrom(steps, view.from));
  const before = steps[first];
  const counts = before !== undefined && (before.to ?? Infinity) >= view.from ? 0 : 1;
  return Math.max(0, lastFrom(steps, view.to - 1) + 1 - first - counts);
}
