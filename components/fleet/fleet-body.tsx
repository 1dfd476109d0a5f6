'use client';

import { CountsChart } from '@/components/fleet/counts-chart.tsx';
import { DurationTables } from '@/components/fleet/duration-tables.tsx';
import { HeatStrip } from '@/components/fleet/heat-strip.tsx';
import { UnwatchedWithin } from '@/components/fleet/unwatched-within.tsx';
import { Warnings } from '@/components/fleet/warnings.tsx';
import type { FleetView } from '@/lib/domain/fleet-view.ts';

/** Everything about one range. Loaded by itself: nothing of it is in the first load. */
export default function FleetBody({ view }: { view: FleetView }) {
  return (
    <>
      <UnwatchedWithin unwatched={view.unwatched} />
      <div className="grid gap-x-12 gap-y-7 border-t border-line pt-4 lg:grid-cols-[minmax(0,1.55fr)_minmax(0,1fr)]">
        <CountsChart view={view} />
        <Warnings view={view} />
      </div>
      <HeatStrip view={view} />
      <DurationTables view={view} />
    </>
  );
}
