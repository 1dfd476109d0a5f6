import type { Metadata } from 'next';
import { Suspense } from 'react';
import { DiffScreen } from '@/components/fleet/diff-screen.tsx';

export const metadata: Metadata = { title: 'Difference' };

export default function DifferencePage() {
  return (
    <Suspense>
      <DiffScreen />
    </Suspense>
  );
}
