'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { CountsRow } from '@/components/fleet/counts-row.tsx';
import { EntityTable } from '@/components/fleet/entity-table.tsx';
import { FilterRow } from '@/components/fleet/filter-row.tsx';
import { useListFilter } from '@/components/fleet/list-filter.ts';
import { ListEmpty } from '@/components/fleet/list-empty.tsx';
import { ResourceAnswer } from '@/components/fleet/resource-answer.tsx';
import { ListSkeleton } from '@/components/fleet/list-skeleton.tsx';
import { useEntityPages } from '@/components/fleet/use-entity-pages.ts';
import { useListKeys } from '@/components/fleet/use-list-keys.ts';
import { useSelection, type Selection } from '@/components/fleet/use-selection.ts';
import { useSteadyRows } from '@/components/fleet/use-steady-rows.ts';
import { ViewChip } from '@/components/fleet/view-chip.tsx';
import { CopyAddress } from '@/components/shell/copy-link.tsx';
import { FleetPastBanner } from '@/components/shell/fleet-past-banner.tsx';
import { MomentChip } from '@/components/shell/moment-chip.tsx';
import { FirstRead } from '@/components/shell/first-read.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { NewPill } from '@/components/ui/new-pill.tsx';
import { SavedViews } from '@/components/shell/saved-views.tsx';
import { AsOf, Time } from '@/components/ui/time.tsx';
import { overviewQuery } from '@/lib/client/overview-queries.ts';
import { rememberListOrder } from '@/lib/client/list-order.ts';
import { counted } from '@/lib/domain/counted.ts';
import type { ENTITY_SORTS } from '@/lib/domain/entity-sorts.ts';
import { firstReads } from '@/lib/domain/first-reads.ts';
import { api } from '@/lib/domain/paths.ts';

type Sort = (typeof ENTITY_SORTS)[number];
/** What a click on a column's head sorts by, first and second time. */
const SORTS: Partial<Record<string, [Sort, Sort]>> = {
  name: ['name', '-name'],
  region: ['region', '-region'],
  standing: ['worst', 'worst'],
  since: ['-since', 'since'],
};
const ARROWS: Partial<Record<Sort, string>> = {
  worst: '· worst first',
  name: '↓',
  '-name': '↑',
  since: '↓',
  '-since': '↑',
  region: '↓',
  '-region': '↑',
};

const sendersWords = (total: number, isFiltered: boolean) => `${counted(total, 'sender')}${isFiltered ? ' match' : ''}`;

/** Rows loaded before they are scrolled to. */
const AHEAD = 40;
const STEP = 20;

/** Pages are needed by the hundred: a range that moved by a row is no reason to render the screen again. */
function coarse(now: { first: number; last: number }, first: number, last: number) {
  const next = { first: first - (first % STEP), last: last - (last % STEP) + STEP };
  return now.first === next.first && now.last === next.last ? now : next;
}

/** Every sender: worst first, everything in the URL, only the rows on the screen in the page. */
export function EntitiesScreen({ Bar }: { Bar: ComponentType<Selection & { total: number; refusal: string | null }> }) {
  const list = useListFilter();
  const filterKey = JSON.stringify(list.filter);
  const [selected, setSelected] = useQueryState('selected', parseAsString);
  const [range, setRange] = useState({ first: 0, last: 60 });
  const { moment } = list;
  const { data: overview } = useQuery(overviewQuery(moment.query));
  const filling = moment.at === null && firstReads(overview?.connections ?? []).length > 0;
  const { head, pages, error, total, reachable } = useEntityPages(
    list.filter,
    filling,
    range.first,
    range.last + AHEAD,
  );
  const rows = useSteadyRows(pages, filterKey);
  const selection = useSelection(list.filter, total, rows.rowAt, reachable);
  const router = useRouter();
  useListKeys({
    selection,
    rowAt: rows.rowAt,
    count: reachable,
    selected,
    select: (arn) => void setSelected(arn),
    open: (href) => router.push(href),
    moment: moment.at === null ? {} : { at: moment.at },
  });
  useEffect(() => rememberListOrder([...pages.values()].flat().map(({ arn }) => arn)));

  const { resource: _, sort: __, at: ___, known: ____, ...words } = list.filter;
  // An empty answer to a domain alone has words of its own.
  const hiddenByWords = list.state.resource === '' || Object.keys(words).length > 0;
  const settledTotal = head.data && !head.isPlaceholderData ? total : null;

  const header = (id: string, title: ReactNode) => {
    const sorts = SORTS[id];
    if (!sorts) return title;
    const [first, second] = sorts;
    const current = list.state.sort === first || list.state.sort === second ? ARROWS[list.state.sort] : '';
    return (
      <button
        type="button"
        className="min-h-6 cursor-pointer whitespace-nowrap hover:text-ink"
        onClick={() => void list.set({ sort: list.state.sort === first ? second : first })}
      >
        {title} {current}
      </button>
    );
  };

  const past = head.data?.past;
  return (
    <AsOf value={past ? Date.parse(past.at) : null}>
      <h1 className="sr-only">Entities</h1>
      <PageActions>
        {head.data && !past ? (
          <span className="max-sm:hidden">
            changed <Time at={head.data.asOf} form="ago" />
          </span>
        ) : null}
        <CopyAddress
          pinned
          sentence={() => `${total.toLocaleString('en')} SES senders${list.isFiltered ? ', filtered' : ''}`}
        />
      </PageActions>
      {past ? (
        <FleetPastBanner
          past={past}
          moment={moment}
          now={sendersWords(past.now.total, list.isFiltered)}
          then={sendersWords(total, list.isFiltered)}
        />
      ) : null}
      <CountsRow overview={overview} unread={(overview?.unread ?? 0) > 0} place={moment.query} />
      {past ? null : <FirstRead connections={overview?.connections ?? []} />}
      {error && head.data ? <ProblemNotice error={error} shownSince={head.dataUpdatedAt} /> : null}
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <FilterRow list={list} overview={overview} />
        <MomentChip moment={moment} />
        <SavedViews page="/entities" />
        <div className="ml-auto flex flex-wrap items-center gap-x-1 text-[12.5px] text-soft">
          <span aria-live="polite">{head.data ? counted(total, 'sender') : ''}</span>
          {' · '}
          <a href={api.entitiesCsv({ ...list.filter })} className="underline" download>
            export CSV
          </a>
          <span className="hidden min-[720px]:inline"> · </span>
          <ViewChip />
        </div>
      </div>
      {list.state.resource === '' ? null : (
        <ResourceAnswer
          key={list.state.resource}
          resource={list.state.resource}
          total={hiddenByWords ? null : settledTotal}
          clear={() => void list.clear()}
        />
      )}
      {head.error && !head.data ? <ProblemState titled error={head.error} retry={() => void head.refetch()} /> : null}
      {head.isPending ? <ListSkeleton /> : null}
      {settledTotal === 0 && (hiddenByWords || past) ? (
        <ListEmpty
          connections={overview?.connections ?? []}
          isFiltered={list.isFiltered}
          anyKnown={(overview?.total ?? 0) + (overview?.deleted ?? 0) > 0}
          clear={() => void list.clear()}
          past={moment.at !== null}
        />
      ) : null}
      {head.data && total > 0 ? (
        <div onPointerEnter={rows.hold} onPointerLeave={rows.letGo}>
          {rows.moved ? (
            <NewPill words={rows.waiting > 0 ? `${rows.waiting} new` : 'Order changed'} onShow={rows.showNewest} />
          ) : null}
          <EntityTable
            count={reachable}
            total={total}
            rowAt={rows.rowAt}
            selectedArn={selected}
            header={header}
            dimmed={head.isPlaceholderData}
            selection={selection}
            onRange={(first, last) => setRange((now) => coarse(now, first, last))}
          />
          <Bar
            {...selection}
            total={total}
            refusal={past ? 'This list shows a moment in the past. Go to now to act.' : null}
          />
        </div>
      ) : null}
    </AsOf>
  );
}
