import type { Metadata } from 'next';
import { Suspense } from 'react';
import { QueueSkeleton } from '@/components/triage/queue-skeleton.tsx';
import { ReportScreen } from '@/components/triage/report-screen.tsx';

export const metadata: Metadata = { title: 'Hand over' };

export default function ReportPage() {
  return (
    <Suspense fallback={<QueueSkeleton />}>
      <ReportScreen />
    </Suspense>
  );
}
