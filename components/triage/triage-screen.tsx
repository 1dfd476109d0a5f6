'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { OwnerChoice } from '@/components/triage/owner-choice.tsx';
import { QueueEmpty } from '@/components/triage/queue-empty.tsx';
import { QueueGroup, type GroupView } from '@/components/triage/queue-group.tsx';
import { QueueSkeleton } from '@/components/triage/queue-skeleton.tsx';
import { SelectedBar } from '@/components/triage/selected-bar.tsx';
import { ShowTabs } from '@/components/triage/show-tabs.tsx';
import { UndoBar } from '@/components/triage/undo-bar.tsx';
import { senders, useCaseChanges } from '@/components/triage/use-case-changes.ts';
import { useQueueKeys } from '@/components/triage/use-queue-keys.ts';
import { useSteadyQueue } from '@/components/triage/use-steady-queue.ts';
import { CopyAddress } from '@/components/shell/copy-link.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { SavedViews } from '@/components/shell/saved-views.tsx';
import { PlaceFilter, usePlaceFilter } from '@/components/shell/place-filter.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { NewPill } from '@/components/ui/new-pill.tsx';
import { overviewQuery } from '@/lib/client/overview-queries.ts';
import { queueQuery } from '@/lib/client/triage-queries.ts';
import { pages } from '@/lib/domain/paths.ts';
import { type TriageQueue, type TriageRow, TRIAGE_SHOWS } from '@/lib/domain/triage-queue.ts';

const ActOnMany = dynamic(() => import('@/components/triage/act-on-many.tsx'), { ssr: false });

/** What needs a person, worst first, by what can be done about it. */
export function TriageScreen() {
  const place = usePlaceFilter();
  const [{ show, owner }, set] = useQueryStates({
    show: parseAsStringLiteral(TRIAGE_SHOWS).withDefault('queue'),
    owner: parseAsString,
  });
  const filter = { show, ...(owner && { owner }), ...place.query };
  const { data: queue, error, refetch, dataUpdatedAt, isPlaceholderData } = useQuery(queueQuery(filter));
  if (!queue) return error ? <ProblemState error={error} retry={() => void refetch()} /> : <QueueSkeleton />;
  const needed = queue.counts.needsPerson;
  const isFiltered = owner !== null || Object.keys(place.query).length > 0;
  return (
    <>
      <title>{needed > 0 ? `(${needed.toLocaleString('en')}) Triage · Standing` : 'Triage · Standing'}</title>
      <PageActions>
        <CopyAddress sentence={() => `${senders(needed)} in SES need a person`} />
      </PageActions>
      <div className="mt-2.5 flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <h1 className="text-[22px] font-[620] tracking-[-.015em]">Triage</h1>
        <ShowTabs counts={queue.counts} show={show} onShow={(next) => void set({ show: next })} />
        <span className="flex flex-wrap items-center gap-1.5" data-screen-only>
          <PlaceFilter place={place} />
          <OwnerChoice owner={owner} onOwner={(next) => void set({ owner: next })} />
          <SavedViews page="/triage" />
        </span>
        <span className="ml-auto flex gap-3 text-[12.5px] text-soft" data-screen-only>
          <Link href={pages.acts()} prefetch={false} className="underline">
            Acts
          </Link>
          <Link href={pages.handOver()} prefetch={false} className="underline">
            Hand over
          </Link>
        </span>
      </div>
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      <Queue
        key={JSON.stringify(filter)}
        queue={queue}
        filter={filter}
        old={isPlaceholderData}
        isFiltered={isFiltered}
        clear={() => {
          place.clear();
          void set({ owner: null });
        }}
        sort={() => void set({ show: 'before' })}
      />
    </>
  );
}

function Queue(props: {
  queue: TriageQueue;
  filter: GroupView['filter'];
  /** Of the filter before; the answer is on its way. */
  old: boolean;
  isFiltered: boolean;
  clear: () => void;
  sort: () => void;
}) {
  const { queue, filter, old, isFiltered, clear, sort } = props;
  const { show } = filter;
  const { data: overview } = useQuery(overviewQuery());
  const steady = useSteadyQueue(queue.groups, show);
  const { change, gone, undoable, forget } = useCaseChanges();
  const undo = undoable && {
    said: undoable.said,
    run: () => {
      // What is taken back is nothing new: it must not wait behind the pill.
      steady.letGo();
      undoable.run();
    },
  };
  const [lifting, setLifting] = useState<string[] | null>(null);
  const [selected, setSelected] = useState<ReadonlyMap<string, TriageRow>>(new Map());
  const select = (row: TriageRow, on: boolean) =>
    setSelected((now) => {
      const next = new Map(now);
      if (on) next.set(row.key, row);
      else next.delete(row.key);
      return next;
    });
  const hidden = (row: TriageRow) => row.arns.every((arn) => gone.has(arn));
  const rows = steady.groups.flatMap((group) => group.rows).filter((row) => !hidden(row));
  const current = useQueueKeys({
    rows,
    acknowledge: show === 'queue' ? (row, act) => void change([row], act) : null,
    toggle: (row) => select(row, !selected.has(row.key)),
    undo: undo?.run ?? null,
  });
  const view: GroupView = {
    filter,
    current,
    selected: new Set(selected.keys()),
    hidden,
    onSelect: select,
    onAct: (row, act) => void change([row], act),
    onLift: (row) => setLifting(row.arns),
  };
  const chosen = rows.flatMap((row) => (selected.has(row.key) ? [row] : []));
  return (
    <div
      className={old ? 'opacity-60' : undefined}
      onPointerEnter={steady.hold}
      onPointerLeave={steady.letGo}
      onFocus={steady.hold}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) steady.letGo();
      }}
    >
      <SelectedBar
        shown={rows}
        chosen={chosen}
        show={show}
        selectAll={(on) => setSelected(new Map(on ? rows.map((row) => [row.key, row]) : []))}
        onAct={(act) => {
          setSelected(new Map());
          void change(chosen, act);
        }}
        onLift={() => setLifting(chosen.flatMap((row) => row.arns))}
      />
      {steady.waiting > 0 ? <NewPill words={`${steady.waiting} new`} onShow={steady.showNewest} /> : null}
      {rows.length === 0 && !old ? (
        <QueueEmpty
          show={show}
          counts={queue.counts}
          unread={overview?.unread ?? 0}
          isFiltered={isFiltered}
          clear={clear}
          sort={sort}
        />
      ) : null}
      {steady.groups.map((group) => (
        <QueueGroup key={group.group} group={group} view={view} />
      ))}
      <UndoBar undoable={undo} forget={forget} />
      {lifting ? <ActOnMany target={{ arns: lifting }} act="reinstate" onClose={() => setLifting(null)} /> : null}
    </div>
  );
}
