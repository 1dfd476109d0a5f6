import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EntityCase } from '@/app/(dashboard)/entity/entity-case.tsx';
import { EntityScreen } from '@/components/entity/entity-screen.tsx';
import { EntitySkeleton } from '@/components/entity/entity-skeleton.tsx';
import { EntityHistory } from '@/components/history/entity-history.tsx';
import { ShareMenu } from '@/components/sharing/share-menu.tsx';

export const metadata: Metadata = { title: 'Entity' };

export default function EntityPage() {
  return (
    <Suspense fallback={<EntitySkeleton />}>
      <EntityScreen history={<EntityHistory />} caseSection={<EntityCase />} />
      <ShareMenu />
    </Suspense>
  );
}
