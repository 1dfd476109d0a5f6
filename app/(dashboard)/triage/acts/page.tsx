import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ActsScreen } from '@/components/triage/acts-screen.tsx';

export const metadata: Metadata = { title: 'Acts' };

export default function ActsPage() {
  return (
    <Suspense>
      <ActsScreen />
    </Suspense>
  );
}
