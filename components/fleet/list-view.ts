import { recall, remember, useRemembered, type Remembered } from '@/components/ui/remembered.ts';

/** Columns one can do without; who, where and whether it may send are always there. */
export const HIDEABLE = ['impact', 'strip', 'cause', 'since'] as const;
export type Hideable = (typeof HIDEABLE)[number];

const subsets = HIDEABLE.reduce<string[]>(
  (all, column) => [...all, ...all.map((set) => (set === '' ? column : `${set},${column}`))],
  [''],
);
const hiddenColumns: Remembered<string> = { key: 'hidden-columns', fallback: '', values: subsets };
export const density: Remembered<'comfortable' | 'compact'> = {
  key: 'density',
  fallback: 'comfortable',
  values: ['comfortable', 'compact'],
};

const listed = (text: string) => HIDEABLE.filter((column) => text.split(',').includes(column));

/** How this browser shows lists; remembered here and not in the address, because it is about the reader. */
export function useListView(): { hidden: string; density: 'comfortable' | 'compact' } {
  return { hidden: useRemembered(hiddenColumns), density: useRemembered(density) };
}

export const isHidden = (hidden: string, column: string): boolean => hidden.split(',').includes(column);

export function showColumn(column: Hideable, shown: boolean): void {
  const now = listed(recall(hiddenColumns));
  const next = HIDEABLE.filter((other) => (other === column ? !shown : now.includes(other)));
  remember(hiddenColumns, next.join(','));
}

/** Widths where the window is under 80 rem, under 100 rem, and wider; null: left out for want of room. */
const WIDTHS: Record<string, readonly [string | null, string, string]> = {
  name: ['minmax(110px,1.5fr)', 'minmax(150px,1.4fr)', 'minmax(180px,1.4fr)'],
  region: ['106px', '106px', '212px'],
  standing: ['minmax(110px,150px)', '160px', '160px'],
  impact: ['76px', '84px', '84px'],
  strip: [null, '120px', '120px'],
  cause: ['minmax(80px,1.4fr)', 'minmax(100px,2fr)', 'minmax(120px,2fr)'],
  since: ['124px', '128px', '128px'],
};

/** The grid of the head and every row, as custom properties of the table. Set in the browser alone. */
export function columnTemplates(
  hidden: string,
  selects = false,
): Record<'--cols' | '--cols-xl' | '--cols-wide', string> {
  const shown = Object.keys(WIDTHS).filter((column) => !isHidden(hidden, column));
  const at = (size: 0 | 1 | 2) =>
    [...(selects ? ['28px'] : []), ...shown.flatMap((column) => WIDTHS[column]?.[size] ?? [])].join(' ');
  return { '--cols': at(0), '--cols-xl': at(1), '--cols-wide': at(2) };
}
