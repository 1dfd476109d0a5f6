'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { CountsRow } from '@/components/fleet/counts-row.tsx';
import { OverviewBody } from '@/components/fleet/overview-body.tsx';
import { FleetPastBanner } from '@/components/shell/fleet-past-banner.tsx';
import { MomentChip } from '@/components/shell/moment-chip.tsx';
import { usePastMoment } from '@/components/shell/past-moment.ts';
import { CopyAddress } from '@/components/shell/copy-link.tsx';
import { FirstRead } from '@/components/shell/first-read.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { PlaceFilter, usePlaceFilter } from '@/components/shell/place-filter.tsx';
import { ProblemState } from '@/components/shell/problem-state.tsx';
import { countOf, STOPPED } from '@/components/shell/reading-state.ts';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { AsOf, Time } from '@/components/ui/time.tsx';
import { overviewQuery } from '@/lib/client/overview-queries.ts';
import { pages } from '@/lib/domain/paths.ts';
import { firstReads } from '@/lib/domain/first-reads.ts';
import type { Overview } from '@/lib/domain/overview.ts';
import type { FleetPast } from '@/lib/domain/past.ts';

/** How many cannot send, of how many. */
const stoppedWords = ({ total, byStanding = {} }: FleetPast['now']) => {
  const stopped = STOPPED.reduce((sum, standing) => sum + (byStanding[standing] ?? 0), 0);
  return `${stopped.toLocaleString('en')} of ${total.toLocaleString('en')} cannot send`;
};

function headline(overview: Overview, isFiltered: boolean): string {
  const stopped = countOf(overview, STOPPED);
  const total = overview.total.toLocaleString('en');
  if (overview.past) return pastHeadline(overview, stopped);
  if (overview.total === 0) return isFiltered ? 'No sender matches' : 'No sender is known yet';
  const soFar = firstReads(overview.connections).length > 0 ? ' read so far' : '';
  if (stopped > 0) return `${stopped.toLocaleString('en')} of ${total} senders${soFar} cannot send`;
  const unclear = countOf(overview, ['unknown', 'not-reported']);
  // Blind must look blind: nothing disabled among what was read is not "all well".
  if (overview.unread > 0)
    return `None of the senders read is disabled; ${overview.unread.toLocaleString('en')} cannot be read now`;
  if (unclear > 0) return `No sender is reported disabled; of ${unclear.toLocaleString('en')} it is not known`;
  return `Reputation stops none of ${total} senders${soFar}`;
}

function pastHeadline({ total, unread }: Overview, stopped: number): string {
  const all = total.toLocaleString('en');
  if (total === 0) return 'No sender was known then';
  if (stopped > 0) return `${stopped.toLocaleString('en')} of ${all} senders could not send`;
  if (unread > 0) return `None was known to be disabled; ${unread.toLocaleString('en')} were not watched`;
  return `Reputation stopped none of ${all} senders`;
}

/** The fleet at a glance: how many stand how, what moved, and how far that can be trusted. */
export function OverviewScreen() {
  const place = usePlaceFilter();
  const moment = usePastMoment();
  const query = { ...place.query, ...moment.query };
  const {
    data: overview,
    error,
    refetch,
  } = useQuery({
    ...overviewQuery(query),
    placeholderData: keepPreviousData,
  });
  if (!overview) {
    return error ? (
      <ProblemState error={error} retry={() => void refetch()} />
    ) : (
      <Loading what="the overview">
        <Skeleton className="mt-3 h-7 w-80 max-w-full" />
        <Skeleton className="mt-6 h-14 w-full" />
        <Skeleton className="mt-6 h-80 w-full" />
      </Loading>
    );
  }
  const title = headline(overview, Object.keys(place.query).length > 0);
  const { past } = overview;
  return (
    <AsOf value={past ? Date.parse(past.at) : null}>
      <div className="max-w-[1180px]">
        <PageActions>
          {past ? null : (
            <span className="max-sm:hidden">
              changed <Time at={overview.asOf} form="ago" />
            </span>
          )}
          <CopyAddress pinned sentence={() => `${title} (${overview.asOf.slice(0, 16).replace('T', ' ')} UTC)`} />
        </PageActions>
        {past ? (
          <FleetPastBanner past={past} moment={moment} now={stoppedWords(past.now)} then={stoppedWords(overview)} />
        ) : null}
        <div className="mt-2.5 flex flex-wrap items-center gap-x-4 gap-y-1">
          <h1 className="text-[22px] font-[620] tracking-[-.015em]">{title}</h1>
          <span className="flex flex-wrap gap-1.5" data-screen-only>
            <PlaceFilter place={place} />
            <MomentChip moment={moment} />
          </span>
          <Link
            href={pages.diff({ region: query.region, connection: query.connection, to: past?.at })}
            prefetch={false}
            className="text-[12.5px] text-soft underline"
          >
            What changed in 8 hours
          </Link>
        </div>
        <CountsRow overview={overview} unread={overview.unread > 0} place={query} />
        {past ? null : <FirstRead connections={overview.connections} />}
        <OverviewBody overview={overview} place={query} clear={place.clear} />
      </div>
    </AsOf>
  );
}
