import { QueryClient } from '@tanstack/react-query';
import { problemOf } from './fetch-json.ts';

/** How often an open page asks again; the browser pauses all of it while the page is hidden. */
export const POLL_ENTITY_MS = 5_000;
export const POLL_FLEET_MS = 10_000;
/** While a connection is read for the first time: its first disabled sender must not wait for the next poll. */
export const POLL_FIRST_MS = 1_000;

/** A refusal stays a refusal however often it is asked; only a lost connection or an overloaded server is worth a retry. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  const { status } = problemOf(error);
  return failures < 2 && (status === 0 || status === 502 || status === 503);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        gcTime: 5 * 60_000,
        retry: isWorthRetrying,
        retryDelay: (attempt) => 500 * 2 ** attempt,
        // Polling must go on while the browser believes it is offline: the server may be on this machine.
        networkMode: 'always',
        refetchOnWindowFocus: true,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
