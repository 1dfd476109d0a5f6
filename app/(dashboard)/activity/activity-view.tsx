'use client';

import dynamic from 'next/dynamic';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { ActivityScreen } from '@/components/history/activity-screen.tsx';

const AuditScreen = dynamic(() => import('@/components/audit/audit-screen.tsx').then((module) => module.AuditScreen));

/** Changes at SES, or (`?view=audit`) what was done through Standing. */
export function ActivityView() {
  const [view] = useQueryState('view', parseAsStringLiteral(['changes', 'audit']).withDefault('changes'));
  return view === 'audit' ? <AuditScreen /> : <ActivityScreen />;
}
