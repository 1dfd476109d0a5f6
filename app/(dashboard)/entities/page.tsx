import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EntitiesView } from '@/app/(dashboard)/entities/entities-view.tsx';
import { ListSkeleton } from '@/components/fleet/list-skeleton.tsx';

export const metadata: Metadata = { title: 'Entities' };

export default function EntitiesPage() {
  return (
    <Suspense fallback={<ListSkeleton />}>
      <EntitiesView />
    </Suspense>
  );
}
