'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { type RangePreset, useRange } from '@/components/fleet/fleet-range.ts';
import { RangePresets } from '@/components/fleet/range-presets.tsx';
import { CopyAddress } from '@/components/shell/copy-link.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { PlaceFilter, usePlaceFilter } from '@/components/shell/place-filter.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { TypedTime } from '@/components/shell/typed-time.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { fleetViewQuery } from '@/lib/client/fleet-queries.ts';
import { pages } from '@/lib/domain/paths.ts';

const FleetBody = dynamic(() => import('@/components/fleet/fleet-body.tsx'), {
  ssr: false,
  loading: () => <Skeleton className="mt-6 h-80 w-full" />,
});

const DAY_MS = 86_400_000;
const PRESETS: readonly RangePreset[] = [
  { value: '1d', label: '24 hours', ms: DAY_MS },
  { value: '7d', label: '7 days', ms: 7 * DAY_MS },
  { value: '30d', label: '30 days', ms: 30 * DAY_MS },
  { value: '90d', label: '90 days', ms: 90 * DAY_MS },
  { value: '365d', label: 'a year', ms: 365 * DAY_MS },
];

/** How the fleet stood over time: the worst senders, counts, how long it took to come back, who may be next. */
export function FleetScreen() {
  const place = usePlaceFilter();
  const range = useRange(PRESETS, '30d');
  const { from, to, offset } = range;
  const { data, error, dataUpdatedAt, isPlaceholderData, refetch } = useQuery(
    fleetViewQuery({ from, ...(to === undefined ? {} : { to }), offset, ...place.query }),
  );
  return (
    <div className="max-w-[1180px]">
      <PageActions>
        <CopyAddress sentence={() => 'How our SES senders stood over time'} />
      </PageActions>
      <div className="mt-2.5 mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-[22px] font-[620] tracking-[-.015em]">Fleet</h1>
        <span className="flex flex-wrap gap-1.5" data-screen-only>
          <RangePresets label="Range" presets={PRESETS} chosen={range.preset} choose={range.choose} />
          <TypedTime label="Range in words" placeholder="since Monday, 1 Nov..8 Nov" onTake={range.take} />
          <PlaceFilter place={place} />
        </span>
        <Link
          href={pages.diff({ ...place.query })}
          prefetch={false}
          className="ml-auto text-[12.5px] text-soft underline"
        >
          What changed since my shift began
        </Link>
      </div>
      {error && data ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {error && !data ? <ProblemState titled error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading what="the fleet">
          <Skeleton className="mt-6 h-40 w-full" />
          <Skeleton className="mt-6 h-80 w-full" />
        </Loading>
      ) : null}
      {data ? (
        <div className={isPlaceholderData ? 'opacity-60 transition-opacity' : ''}>
          <FleetBody view={data} />
        </div>
      ) : null}
    </div>
  );
}
