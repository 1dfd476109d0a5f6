'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { ChangeList } from '@/components/history/change-list.tsx';
import { useSteadyNewest } from '@/components/history/use-steady-newest.ts';
import { trackWords } from '@/components/shell/change-words.ts';
import { ActivityViews } from '@/components/shell/activity-views.tsx';
import { CopyAddress } from '@/components/shell/copy-link.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { PlaceFilter, usePlaceFilter } from '@/components/shell/place-filter.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { FilterChip } from '@/components/ui/filter-chip.tsx';
import { NewPill } from '@/components/ui/new-pill.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { changesQuery } from '@/lib/client/change-queries.ts';
import { parseArn, tenantOf } from '@/lib/domain/parse-arn.ts';
import type { Change } from '@/lib/domain/change.ts';
import { pages } from '@/lib/domain/paths.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';

const TRACKS = ['aggregate', 'customer', 'aws', 'impact', 'policy', 'existence'].map((value) => ({
  value,
  label: trackWords(value),
}));

function Subject({ change }: { change: Change }) {
  const parts = parseArn(change.arn);
  return (
    <Link href={pages.entity(change.arn)} prefetch={false} className="font-[550] no-underline hover:underline">
      <PlainText text={parts ? tenantOf(parts).tenantName : change.arn} />
    </Link>
  );
}

const subjectOf = (change: Change) => <Subject change={change} />;

/** Everything that changed anywhere, newest first. */
export function ActivityScreen() {
  const [{ track }, set] = useQueryStates({ track: parseAsArrayOf(parseAsString).withDefault([]) });
  const place = usePlaceFilter();
  const { data, error, dataUpdatedAt, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    changesQuery({ ...(track.length > 0 ? { track: track.join(',') } : {}), ...place.query }),
  );
  const changes = data?.pages.flatMap(({ items }) => items).filter(({ kind }) => kind !== 'baseline') ?? [];
  const steady = useSteadyNewest(changes, JSON.stringify([track, place.query]));
  return (
    <div className="max-w-[1180px]">
      <PageActions>
        <CopyAddress sentence={() => 'What changed for our SES senders'} />
      </PageActions>
      <ActivityViews current="changes">
        <FilterChip
          label="track"
          options={TRACKS}
          chosen={track}
          onChange={(chosen) => void set({ track: chosen.length > 0 ? chosen : null })}
        />
        <PlaceFilter place={place} />
      </ActivityViews>
      {error && data ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {error && !data ? <ProblemState titled error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading what="changes">
          <Skeleton className="mt-4 h-60 w-full" />
        </Loading>
      ) : null}
      {data && changes.length === 0 ? (
        <EmptyState title="No change was seen yet">
          {hasNextPage
            ? 'The newest entries are first sights, which are not changes; older ones may be.'
            : 'First sights are not changes. The first flip that Standing sees appears here.'}
        </EmptyState>
      ) : null}
      <div onPointerEnter={steady.hold} onPointerLeave={steady.letGo}>
        {steady.waiting > 0 ? <NewPill words={`${steady.waiting} new`} onShow={steady.showNewest} /> : null}
        <ChangeList changes={steady.shown} subjectOf={subjectOf} heading="h2" />
      </div>
      {hasNextPage ? (
        <p className="mt-3">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older
          </Button>
        </p>
      ) : null}
    </div>
  );
}
