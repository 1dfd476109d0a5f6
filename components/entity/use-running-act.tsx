'use client';

import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';

const ActWatch = dynamic(() => import('@/components/entity/act-watch.tsx'), { ssr: false });

/** An act outlives its dialog: once that is closed, `watch` follows it to its end. */
export function useRunningAct(arn: string, dialogOpen: boolean) {
  const [running, setRunning] = useState<string | null>(null);
  const done = () => setRunning(null);
  const watch: ReactNode = running !== null && !dialogOpen ? <ActWatch id={running} arn={arn} onDone={done} /> : null;
  return { onStarted: setRunning, onSettled: done, watch };
}
