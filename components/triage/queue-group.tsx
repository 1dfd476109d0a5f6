'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { QueueRow } from '@/components/triage/queue-row.tsx';
import { RowActs } from '@/components/triage/row-acts.tsx';
import type { QueueAct } from '@/components/triage/use-case-changes.ts';
import { Button } from '@/components/ui/button.tsx';
import { type QueueFilter, queueRowsQuery } from '@/lib/client/triage-queries.ts';
import type { TriageGroup } from '@/lib/domain/triage-group.ts';
import type { TriageQueue, TriageRow, TriageShow } from '@/lib/domain/triage-queue.ts';

export const GROUP_WORDS: Record<TriageGroup, { title: string; note: string }> = {
  you: { title: 'You can lift these', note: 'The customer-managed record stops them.' },
  aws: {
    title: 'This API cannot lift these',
    note: 'The SES-managed record stops them; AWS documents a Support case as the way.',
  },
  watch: {
    title: 'Reinstated and under watch',
    note: 'They may send although findings are open; new ones may pause them again. Not counted: there is nothing to do yet.',
  },
  next: {
    title: 'Likely to pause next',
    note: 'They may send now. Their policy documents a pause for what is open, or their rate rises towards it; likely, not certain.',
  },
};

export interface GroupView {
  filter: QueueFilter & { show: TriageShow };
  current: string | null;
  selected: ReadonlySet<string>;
  hidden: (row: TriageRow) => boolean;
  onSelect: (row: TriageRow, selected: boolean) => void;
  onAct: (row: TriageRow, act: QueueAct) => void;
  onLift: (row: TriageRow) => void;
}

interface QueueGroupProps {
  group: TriageQueue['groups'][number];
  view: GroupView;
}

/** Senders about whom the same can be done, worst first. */
export function QueueGroup({ group, view }: QueueGroupProps) {
  const { title, note } = GROUP_WORDS[group.group];
  const [further, setFurther] = useState<string | null>(null);
  const rows = group.rows.filter((row) => !view.hidden(row));
  if (group.rowsTotal === 0) return null;
  return (
    <section aria-label={title} className="mt-5">
      <h2 className="text-[15px] font-semibold tracking-[-.01em]">
        {title} <span className="font-normal text-soft">{group.senders.toLocaleString('en')}</span>
      </h2>
      <p className="mb-2 text-[12.5px] text-soft">{note}</p>
      <ul className="border-b border-line">
        {rows.map((row) => (
          <Row key={row.key} row={row} group={group.group} view={view} />
        ))}
        {further === null ? null : <FurtherRows from={further} group={group.group} view={view} known={rows} />}
      </ul>
      {further === null && group.nextCursor !== null ? (
        <p className="mt-2">
          <Button onClick={() => setFurther(group.nextCursor)}>
            Show more of {group.rowsTotal.toLocaleString('en')} rows
          </Button>
        </p>
      ) : null}
    </section>
  );
}

function Row({ row, group, view }: { row: TriageRow; group: TriageGroup; view: GroupView }) {
  const [open, setOpen] = useState(false);
  return (
    <QueueRow
      row={row}
      group={group}
      current={view.current === row.key}
      selected={view.selected.has(row.key)}
      onSelect={(selected) => view.onSelect(row, selected)}
      acts={
        <RowActs
          show={view.filter.show}
          onAct={(act) => view.onAct(row, act)}
          lift={group === 'you' ? { label: 'Lift', run: () => view.onLift(row) } : undefined}
        />
      }
      onOpen={() => setOpen(!open)}
      opened={
        open ? (
          <ul className="ml-4 border-l border-line lg:ml-9" aria-label={`All ${row.count}`}>
            <FurtherRows from={null} fold={row.key} group={group} view={view} known={[]} />
          </ul>
        ) : undefined
      }
    />
  );
}

/** Rows that are loaded when asked for: the rest of a group, or the senders of a folded row. */
function FurtherRows(props: {
  from: string | null;
  fold?: string;
  group: TriageGroup;
  view: GroupView;
  known: readonly TriageRow[];
}) {
  const { from, fold, group, view, known } = props;
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    queueRowsQuery({ ...view.filter, group, ...(fold && { fold }) }, from),
  );
  const keys = new Set(known.map(({ key }) => key));
  const rows = (data?.pages ?? []).flatMap((page) => page.groups[0]?.rows ?? []);
  const shown = rows.filter(
    (row, index) => !view.hidden(row) && !keys.has(row.key) && rows.findIndex(({ key }) => key === row.key) === index,
  );
  return (
    <>
      {data ? null : <li className="px-2 py-2 text-soft">Loading…</li>}
      {shown.map((row) => (
        <Row key={row.key} row={row} group={group} view={view} />
      ))}
      {hasNextPage ? (
        <li className="border-t border-line py-2">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </li>
      ) : null}
    </>
  );
}
