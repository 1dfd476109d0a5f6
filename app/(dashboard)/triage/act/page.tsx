import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ActScreen } from '@/components/triage/act-screen.tsx';

export const metadata: Metadata = { title: 'Act' };

export default function ActPage() {
  return (
    <Suspense>
      <ActScreen />
    </Suspense>
  );
}
