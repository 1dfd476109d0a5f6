'use client';

import { useQuery } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { useEffect, type ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { goToSignIn } from '@/lib/client/fetch-json.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { pages } from '@/lib/domain/paths.ts';

/**
 * Sends people who are not signed in to sign in, and a fresh installation to its set-up. With no connection there is
 * nothing to show, so every page but the settings says how to add the first.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const { data: session } = useQuery(sessionQuery());
  const path = usePathname();
  const state = session?.state;
  useEffect(() => {
    if (state === 'signed-out') goToSignIn();
    if (state === 'set-up') window.location.assign(pages.setUp());
  }, [state]);
  if (state === 'signed-in' && session?.connected === false && !path.startsWith('/settings')) {
    return (
      <EmptyState
        whole
        title="Connect your first AWS account"
        action={
          <ButtonLink look="strong" href={pages.connections()}>
            Add a connection
          </ButtonLink>
        }
      >
        Standing reads the reputation of your SES tenants through a connection: one account and Region with one
        credential. Nothing has been read yet.
      </EmptyState>
    );
  }
  return children;
}
