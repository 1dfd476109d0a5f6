'use client';

import { useQuery } from '@tanstack/react-query';
import { CountsRow } from '@/components/fleet/counts-row.tsx';
import { OverviewBody } from '@/components/fleet/overview-body.tsx';
import { CopyAddress } from '@/components/shell/copy-link.tsx';
import { FirstRead } from '@/components/shell/first-read.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { ProblemState } from '@/components/shell/problem-state.tsx';
import { countOf, STOPPED } from '@/components/shell/reading-state.ts';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { Time } from '@/components/ui/time.tsx';
import { overviewQuery } from '@/lib/client/overview-queries.ts';
import { firstReads } from '@/lib/domain/first-reads.ts';
import type { Overview } from '@/lib/domain/overview.ts';

function headline(overview: Overview): string {
  const stopped = countOf(overview, STOPPED);
  const total = overview.total.toLocaleString('en');
  if (overview.total === 0) return 'No sender is known yet';
  const soFar = firstReads(overview.connections).length > 0 ? ' read so far' : '';
  if (stopped > 0) return `${stopped.toLocaleString('en')} of ${total} senders${soFar} cannot send`;
  const unclear = countOf(overview, ['unknown', 'not-reported']);
  // Blind must look blind: nothing disabled among what was read is not "all well".
  if (overview.unread > 0)
    return `None of the senders read is disabled; ${overview.unread.toLocaleString('en')} cannot be read now`;
  if (unclear > 0) return `No sender is reported disabled; of ${unclear.toLocaleString('en')} it is not known`;
  return `Reputation stops none of ${total} senders${soFar}`;
}

/** The fleet at a glance: how many stand how, what moved, and how far that can be trusted. */
export function OverviewScreen() {
  const { data: overview, error, refetch } = useQuery(overviewQuery());
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
  return (
    <div className="max-w-[1180px]">
      <PageActions>
        <span className="max-sm:hidden">
          changed <Time at={overview.asOf} form="ago" />
        </span>
        <CopyAddress sentence={() => `${headline(overview)} (${overview.asOf.slice(0, 16).replace('T', ' ')} UTC)`} />
      </PageActions>
      <h1 className="mt-2.5 text-[22px] font-[620] tracking-[-.015em]">{headline(overview)}</h1>
      <CountsRow overview={overview} unread={overview.unread > 0} />
      <FirstRead connections={overview.connections} />
      <OverviewBody overview={overview} />
    </div>
  );
}
