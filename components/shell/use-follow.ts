'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { isLive, onLive } from '@/lib/client/live-state.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';

/** Keeps everything on the page as the server has it, from when somebody is signed in. Loaded after what shows the page. */
export function useFollow(): void {
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery());
  const signedIn = session?.state === 'signed-in';
  useEffect(() => {
    if (!signedIn) return;
    let stop: (() => void) | null = null;
    let gone = false;
    async function begin(): Promise<void> {
      const { followLive } = await import('@/lib/client/follow-live.ts');
      if (!gone) stop = followLive(client);
    }
    // Without it the page polls as it did before.
    begin().catch(() => undefined);
    return () => {
      gone = true;
      stop?.();
    };
  }, [client, signedIn]);
}

export function useIsLive(): boolean {
  return useSyncExternalStore(onLive, isLive, () => false);
}
