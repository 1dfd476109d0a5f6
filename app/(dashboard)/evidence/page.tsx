import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EvidenceScreen } from '@/components/evidence/evidence-screen.tsx';

export const metadata: Metadata = { title: 'Evidence pack' };

export default function EvidencePage() {
  return (
    <Suspense>
      <EvidenceScreen />
    </Suspense>
  );
}
