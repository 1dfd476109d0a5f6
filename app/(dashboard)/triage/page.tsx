import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ListSkeleton } from '@/components/fleet/list-skeleton.tsx';
import { TriageScreen } from '@/components/fleet/triage-screen.tsx';

export const metadata: Metadata = { title: 'Triage' };

export default function TriagePage() {
  return (
    <Suspense fallback={<ListSkeleton />}>
      <TriageScreen />
    </Suspense>
  );
}
