'use client';

// Rows lie where the virtualizer puts them, which real table rows cannot; the roles say what they are.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */

import { FlexRender, useTable, type Row } from '@tanstack/react-table';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useMemo, useRef, useSyncExternalStore, type CSSProperties, type ReactNode } from 'react';
import { CELL_CLASS, COLUMN_GRID, columns, features } from '@/components/fleet/columns.tsx';
import { EntityCard, Placed } from '@/components/fleet/entity-row.tsx';
import { columnTemplates, isHidden, useListView } from '@/components/fleet/list-view.ts';
import { SelectBox } from '@/components/fleet/select-box.tsx';
import type { Selection } from '@/components/fleet/use-selection.ts';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import type { EntityListItem } from '@/lib/domain/entity.ts';

const ROW_HEIGHTS = { comfortable: 37, compact: 29 };
const CARD_HEIGHT = 88;
const NARROW = '(max-width: 719px)';

function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(NARROW).matches,
    () => false,
  );
}

interface EntityTableProps {
  /** Rows one can scroll to, loaded or not. */
  count: number;
  total: number;
  rowAt: (index: number) => EntityListItem | undefined;
  selectedArn: string | null;
  header: (id: string, title: ReactNode) => ReactNode;
  onRange: (first: number, last: number) => void;
  dimmed: boolean;
  /** What the table is of. */
  label?: string;
  /** Where senders can be chosen to be acted on. */
  selection?: Selection;
}

const headerTitle = (header: unknown) => (typeof header === 'string' ? header : '');

/** The table makes new row objects with each scroll; what is drawn depends on the entity alone. */
const Cells = memo(
  function Cells({ row }: { row: Row<typeof features, EntityListItem>; hidden: string }) {
    return row.getAllCells().map((cell) => (
      <div key={cell.id} role="cell" className={`flex min-w-0 ${CELL_CLASS[cell.column.id] ?? ''}`}>
        <FlexRender cell={cell} />
      </div>
    ));
  },
  (before, after) => before.row.original === after.row.original && before.hidden === after.hidden,
);

/** The rows. Only those on the screen exist; the page itself scrolls. Under 720 px they are cards. */
export function EntityTable(props: EntityTableProps) {
  'use no memo';
  const { count, total, rowAt, selectedArn, header, onRange, dimmed, label = 'Senders', selection } = props;
  const narrow = useNarrow();
  const list = useRef<HTMLDivElement>(null);
  const view = useListView();
  const height = narrow ? CARD_HEIGHT : ROW_HEIGHTS[view.density];
  const shown = useMemo(() => columns.filter(({ id = '' }) => !isHidden(view.hidden, id)), [view.hidden]);
  // oxlint-disable-next-line react/incompatible-library -- the component opts out of memoisation above
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: 8,
    // Rendering inside the scroll event would hold the frame it is for.
    useFlushSync: false,
    scrollMargin: list.current?.offsetTop ?? 260,
    getItemKey: (index) => `${height}:${index}`,
    onChange: ({ range }) => {
      if (range) onRange(range.startIndex, range.endIndex);
    },
  });
  const items = virtual.getVirtualItems();
  const loaded = items.flatMap((item) => rowAt(item.index) ?? []);
  const table = useTable({ features, columns: shown, data: loaded, getRowId: (row) => row.arn });
  const rows = new Map(table.getRowModel().rows.map((row) => [row.id, row]));
  const top = (start: number) => start - virtual.options.scrollMargin;
  const box = `relative transition-opacity ${dimmed ? 'opacity-60' : ''}`;

  if (narrow) {
    return (
      <div ref={list} className={box} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rowAt(item.index);
          return (
            <Placed
              key={item.key}
              index={item.index}
              top={top(item.start)}
              height={height}
              selected={row !== undefined && row.arn === selectedArn}
              className="px-1"
            >
              {row ? <EntityCard row={row} selection={selection} /> : <Skeleton className="mt-4 h-4 w-2/3" />}
            </Placed>
          );
        })}
      </div>
    );
  }
  return (
    <div
      role="table"
      aria-label={label}
      aria-rowcount={total + 1}
      data-density={view.density}
      style={columnTemplates(view.hidden, selection !== undefined) as CSSProperties}
    >
      {table.getHeaderGroups().map((group) => (
        <div
          key={group.id}
          role="row"
          aria-rowindex={1}
          className={`sticky top-0 z-10 bg-bg py-1.5 text-[12px] text-soft shadow-[0_1px_var(--line)] ${COLUMN_GRID}`}
        >
          {selection === undefined ? null : (
            <div role="columnheader">
              <span className="sr-only">Selected</span>
            </div>
          )}
          {group.headers.map(({ id, column }) => (
            <div key={id} role="columnheader" className={`min-w-0 ${CELL_CLASS[id] ?? ''} font-normal`}>
              {header(id, headerTitle(column.columnDef.header))}
            </div>
          ))}
        </div>
      ))}
      <div role="rowgroup" ref={list} className={box} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const entity = rowAt(item.index);
          const row = entity ? rows.get(entity.arn) : undefined;
          return (
            <Placed
              key={item.key}
              role="row"
              index={item.index}
              top={top(item.start)}
              height={height}
              selected={entity !== undefined && entity.arn === selectedArn}
              className={`hover:bg-paused-bg/60 ${COLUMN_GRID}`}
            >
              {selection === undefined ? null : (
                <div role="cell">
                  {entity ? <SelectBox arn={entity.arn} name={entity.name} selection={selection} /> : null}
                </div>
              )}
              {row ? (
                <Cells row={row} hidden={view.hidden} />
              ) : (
                <div role="cell" className="pl-2">
                  <Skeleton className="h-3.5 w-40" />
                </div>
              )}
            </Placed>
          );
        })}
      </div>
    </div>
  );
}
