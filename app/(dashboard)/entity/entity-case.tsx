'use client';

import dynamic from 'next/dynamic';

const CaseSection = dynamic(() => import('@/components/triage/case-section.tsx'), { ssr: false });

/** The entity's case, in a chunk of its own: the verdict must not wait for notes. */
export function EntityCase() {
  return <CaseSection />;
}
