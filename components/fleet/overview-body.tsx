'use client';

import dynamic from 'next/dynamic';
import { Breakdown } from '@/components/fleet/breakdown.tsx';
import { ConnectionHealth } from '@/components/fleet/connection-health.tsx';
import { ListEmpty } from '@/components/fleet/list-empty.tsx';
import { NewestStopped } from '@/components/fleet/newest-stopped.tsx';
import { impactRows, policyRows, regionRows } from '@/components/fleet/overview-rows.ts';
import { RecentFlips } from '@/components/fleet/recent-flips.tsx';
import type { Place } from '@/components/shell/place-filter.tsx';
import type { Overview } from '@/lib/domain/overview.ts';

const Stories = dynamic(() => import('@/components/fleet/stories.tsx'), { ssr: false });

/** Who is stopped and what moved, beside how it is read and how it is spread; where nobody is known, why. */
export function OverviewBody({ overview, place, clear }: { overview: Overview; place: Place; clear: () => void }) {
  const { connections, total, deleted, unread, past } = overview;
  if (total === 0) {
    return (
      <div className="border-t border-line">
        <ListEmpty
          connections={connections}
          isFiltered={Object.keys(place).length > 0}
          anyKnown={deleted > 0}
          clear={clear}
          past={past !== undefined}
        />
        {past ? null : <ConnectionHealth connections={connections} />}
      </div>
    );
  }
  return (
    <div className="mt-2 grid gap-x-12 gap-y-8 border-t border-line pt-5 lg:grid-cols-[minmax(0,1.55fr)_minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-8">
        <NewestStopped unread={unread} place={place} />
        <RecentFlips overview={overview} place={place} />
      </div>
      <div className="flex min-w-0 flex-col gap-8">
        {past ? null : <Stories overview={overview} place={place} />}
        {past ? null : <ConnectionHealth connections={connections} />}
        <Breakdown title="By Region and account" rows={regionRows(overview, place)} />
        <Breakdown title="By reputation impact" rows={impactRows(overview, place)} />
        <Breakdown title="By policy" rows={policyRows(overview, place)} />
      </div>
    </div>
  );
}
