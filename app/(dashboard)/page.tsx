import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ListSkeleton } from '@/components/fleet/list-skeleton.tsx';
import { OverviewScreen } from '@/components/fleet/overview-screen.tsx';

export const metadata: Metadata = { title: 'Overview' };

export default function OverviewPage() {
  return (
    <Suspense fallback={<ListSkeleton />}>
      <OverviewScreen />
    </Suspense>
  );
}
