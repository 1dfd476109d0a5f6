'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ChangeList } from '@/components/history/change-list.tsx';
import type { ListFilter } from '@/components/history/history-filters.tsx';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Time } from '@/components/ui/time.tsx';
import { newestChangesQuery, pagedHistoryQuery } from '@/lib/client/change-queries.ts';
import type { Change } from '@/lib/domain/change.ts';
import type { TimeRange } from '@/lib/domain/parse-range.ts';
import { shownAt } from '@/lib/domain/read-moments.ts';

const HOUR = 3_600_000;

interface HistoryListProps {
  arn: string;
  filter: ListFilter;
  range: TimeRange;
  currentId: string | null;
  linkTo: (change: Change) => string;
  watchedSince: string | null;
  /** Something lies before the range. */
  hasEarlier: boolean;
  onAll: () => void;
  /** Something was seen that the picture does not have yet. */
  onNew: () => void;
}

/** A moving range begins at a whole hour here, so that it asks again once an hour and not once a minute. */
function boundsOf({ from, to }: TimeRange): { from?: string; to?: string } {
  const begin = from === null ? null : to === null ? Math.floor(from / HOUR) * HOUR : from;
  return {
    ...(begin === null ? {} : { from: new Date(begin).toISOString() }),
    ...(to === null ? {} : { to: new Date(to).toISOString() }),
  };
}

/** What was loaded by pages, and what was seen since, once each. */
function together(pages: readonly Change[], newest: readonly Change[], { from, to }: TimeRange): Change[] {
  const byId = new Map(pages.map((change) => [change.id, change]));
  for (const change of newest) {
    const at = shownAt(change);
    if (at >= (from ?? -Infinity) && at < (to ?? Infinity)) byId.set(change.id, change);
  }
  return [...byId.values()];
}

/** The changes of the range, newest first by when they happened; older ones by the page, so that ten thousand cost as hundred. */
export function HistoryList(props: HistoryListProps) {
  const { arn, filter, range, currentId, linkTo, watchedSince, hasEarlier, onAll, onNew } = props;
  const narrowed = {
    arn,
    ...(filter.track.length > 0 ? { track: filter.track.join(',') } : {}),
    ...(filter.source.length > 0 ? { source: filter.source.join(',') } : {}),
    ...(filter.actor.length > 0 ? { actor: filter.actor.join(',') } : {}),
  };
  const paged = useInfiniteQuery(pagedHistoryQuery({ ...narrowed, ...boundsOf(range) }));
  const newest = useQuery(newestChangesQuery(narrowed));
  const newestId = newest.data?.items[0]?.id;
  const known = useRef(newestId);
  useEffect(() => {
    if (newestId === known.current) return;
    // The first answer is no news.
    if (known.current !== undefined) onNew();
    known.current = newestId;
  }, [newestId, onNew]);

  const loaded = paged.data?.pages.flatMap(({ items }) => items) ?? [];
  const changes = together(loaded, newest.data?.items ?? [], range);
  const last = loaded.at(-1);
  const isFiltered = filter.track.length + filter.source.length + filter.actor.length > 0;
  const error = paged.error ?? newest.error;
  return (
    <>
      {error ? <ProblemNotice error={error} shownSince={paged.dataUpdatedAt} /> : null}
      {!paged.data && !error ? <Skeleton className="mt-3 h-40 w-full" /> : null}
      {paged.data && changes.length === 0 ? (
        <EmptyState title={isFiltered ? 'The filter hides all of this range' : 'Nothing changed in this range'}>
          {hasEarlier ? 'What happened before is outside it.' : 'There is nothing before it either.'}
        </EmptyState>
      ) : null}
      <ChangeList
        changes={changes}
        currentId={currentId}
        linkTo={linkTo}
        horizon={paged.hasNextPage && last ? shownAt(last) : null}
        heading="h3"
      />
      {paged.hasNextPage ? (
        <p className="mt-3 print:hidden">
          <Button busy={paged.isFetchingNextPage} onClick={() => void paged.fetchNextPage()}>
            Show older
          </Button>
        </p>
      ) : null}
      {paged.hasNextPage ? (
        <p className="hidden print:block">Older entries of this range are not on this sheet.</p>
      ) : null}
      {paged.data && !paged.hasNextPage ? (
        <p className="border-t border-line pt-2 text-[12.5px] text-soft">
          {hasEarlier ? (
            <>
              There is more before this range.{' '}
              <button type="button" className="min-h-6 cursor-pointer underline" onClick={onAll}>
                Show all
              </button>
            </>
          ) : null}
          {!hasEarlier && watchedSince ? (
            <>
              Watched since <Time at={watchedSince} form="moment" />; of the time before, SES tells only what its
              records and findings carry.
            </>
          ) : null}
        </p>
      ) : null}
    </>
  );
}
