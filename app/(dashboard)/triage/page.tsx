import type { Metadata } from 'next';
import { Suspense } from 'react';
import { QueueSkeleton } from '@/components/triage/queue-skeleton.tsx';
import { TriageScreen } from '@/components/triage/triage-screen.tsx';

export const metadata: Metadata = { title: 'Triage' };

export default function TriagePage() {
  return (
    <Suspense fallback={<QueueSkeleton />}>
      <TriageScreen />
    </Suspense>
  );
}
