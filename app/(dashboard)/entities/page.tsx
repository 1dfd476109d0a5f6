import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EntitiesScreen } from '@/components/fleet/entities-screen.tsx';
import { ListSkeleton } from '@/components/fleet/list-skeleton.tsx';

export const metadata: Metadata = { title: 'Entities' };

export default function EntitiesPage() {
  return (
    <Suspense fallback={<ListSkeleton />}>
      <EntitiesScreen />
    </Suspense>
  );
}
