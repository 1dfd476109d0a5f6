'use client';

import { EntitiesScreen } from '@/components/fleet/entities-screen.tsx';
import { SelectionBar } from '@/components/triage/selection-bar.tsx';

/** The list, and what can be done with those chosen in it. */
export function EntitiesView() {
  return <EntitiesScreen Bar={SelectionBar} />;
}
