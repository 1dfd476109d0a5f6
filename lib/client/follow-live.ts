import type { QueryClient } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import { createRefresher } from './live-queries.ts';
import { setLive } from './live-state.ts';
import { followInBrowser } from './share-stream.ts';

/**
 * Keeps every query of an open page as the server has it, for as long as it is open. What was asked for before the stream
 * was there, or while it was not, is asked for again.
 */
export function followLive(client: QueryClient): () => void {
  const refresher = createRefresher(client);
  let begun = false;
  const stop = followInBrowser(api.stream(), {
    onMessage({ kind, moved }) {
      if (moved !== undefined) refresher.moved(moved);
      if (kind === 'reset' || (kind === 'hello' && !begun)) refresher.everything();
      begun = true;
    },
    onLive(live) {
      setLive(live);
      // Polls at once where it is lost: the next poll of a live page is far away.
      if (!live || !begun) refresher.everything();
      begun ||= live;
    },
    // The gate of the page asks and leaves for the sign-in page.
    onSignedOut: () => void client.invalidateQueries({ queryKey: ['session'] }),
  });
  return () => {
    stop();
    setLive(false);
  };
}
