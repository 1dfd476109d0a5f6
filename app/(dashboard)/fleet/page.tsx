import type { Metadata } from 'next';
import { Suspense } from 'react';
import { FleetScreen } from '@/components/fleet/fleet-screen.tsx';

export const metadata: Metadata = { title: 'Fleet' };

export default function FleetPage() {
  return (
    <Suspense>
      <FleetScreen />
    </Suspense>
  );
}
