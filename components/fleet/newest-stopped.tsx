'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { CauseWords, NameLink } from '@/components/fleet/columns.tsx';
import { ImpactBadge, StandingBadge } from '@/components/shell/mark.tsx';
import type { Place } from '@/components/shell/place-filter.tsx';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { STOPPED } from '@/components/shell/reading-state.ts';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Time } from '@/components/ui/time.tsx';
import { newestQuery } from '@/lib/client/entity-queries.ts';
import type { EntityListItem } from '@/lib/domain/entity.ts';
import { pages } from '@/lib/domain/paths.ts';

const SHOWN = 8;

function Line({ row }: { row: EntityListItem }) {
  return (
    <li data-row={row.arn} className="relative border-t border-line py-1.5 hover:bg-paused-bg/60">
      <div className="flex min-w-0 items-center gap-3">
        <span className="flex min-w-0 flex-1">
          <NameLink row={row} />
        </span>
        <span className="flex-none text-[12.5px] text-soft max-sm:hidden">
          {row.region} · {row.account}
        </span>
        <span className="min-w-24 flex-none text-right text-soft">
          <Time at={row.since.at} form="duration" atLeast={row.since.atLeast} />
        </span>
      </div>
      <div className="flex min-w-0 items-center gap-3 text-[12.5px]">
        <span className="flex-none">
          <StandingBadge {...row} />
        </span>
        {row.reputationImpact ? (
          <span className="flex-none">
            <ImpactBadge impact={row.reputationImpact} />
          </span>
        ) : null}
        <span className="min-w-0 truncate text-soft">
          <CauseWords row={row} />
        </span>
      </div>
    </li>
  );
}

/** Who cannot send, the newest first, with the cause: what an operator opened the page for. */
export function NewestStopped({ unread, place }: { unread: number; place: Place }) {
  const { data, error, dataUpdatedAt } = useQuery(newestQuery({ status: STOPPED.join(','), ...place }, SHOWN));
  return (
    <section aria-label="Cannot send" className="min-w-0">
      <header className="mb-1.5 flex items-baseline">
        <h2 className="text-[14px] font-semibold">Cannot send, newest first</h2>
        {data && data.total > 0 && place.at === undefined ? (
          <Link href={pages.triage({ ...place })} className="ml-auto text-[12.5px] text-soft underline">
            {data.total > SHOWN ? `All ${data.total.toLocaleString('en')} in triage` : 'Open in triage'}
          </Link>
        ) : null}
      </header>
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {!data && !error ? <Skeleton className="h-60 w-full" /> : null}
      {data?.total === 0 ? (
        <p className="border-t border-line pt-2 text-soft">
          {unread > 0
            ? `Nobody, among those that can be read; of ${unread.toLocaleString('en')} it is not known now.`
            : 'Nobody. SES reports no disabled sender here.'}
        </p>
      ) : null}
      <ol>
        {data?.items.map((row) => (
          <Line key={row.arn} row={row} />
        ))}
      </ol>
    </section>
  );
}
