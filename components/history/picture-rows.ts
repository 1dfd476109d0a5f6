import type { Lane } from '@/components/history/prepare-lanes.ts';

/** Where a row lies, pixels from the top of the picture. */
export interface Row {
  lane: Lane;
  top: number;
  height: number;
  /** The bar within it. */
  bar: number;
  barHeight: number;
}

/** A time nobody watched, as the picture hatches it. */
export interface Unwatched {
  from: number;
  to: number;
  words: string;
  /** Under the steps: what is drawn there rests on SES's own times. */
  under: boolean;
}

export interface Frame {
  width: number;
  /** Where the plot begins: labels stand beside it, or above each bar where there is no room. */
  left: number;
  room: number;
  rows: Row[];
  bottom: number;
  stacked: boolean;
}

const LABELS_PX = 150;
const NARROW_SCREEN_PX = 520;
const HEIGHT: Record<Lane['kind'], { height: number; bar: number; barHeight: number }> = {
  record: { height: 34, bar: 8, barHeight: 19 },
  thin: { height: 30, bar: 13, barHeight: 7 },
  marks: { height: 28, bar: 10, barHeight: 8 },
};
const LABEL_LINE_PX = 14;

export function framePicture(lanes: readonly Lane[], width: number): Frame {
  const stacked = width < NARROW_SCREEN_PX;
  const left = stacked ? 0 : LABELS_PX;
  let top = 0;
  const rows = lanes.map((lane): Row => {
    const own = HEIGHT[lane.kind];
    const above = stacked ? LABEL_LINE_PX : 0;
    // Second and later findings of one type stand close under the first.
    const height = (lane.label === '' ? 16 : own.height) + (lane.label === '' ? 0 : above);
    const bar = lane.label === '' ? 4 : own.bar + above - (stacked ? 2 : 0);
    const row = { lane, top, height, bar: top + bar, barHeight: own.barHeight };
    top += height;
    return row;
  });
  return { width, left, room: Math.max(1, width - left - 2), rows, bottom: top + 2, stacked };
}
