import * as z from 'zod/mini';
import { BEAT_MS, liveMessageSchema } from '../domain/live.ts';
import { type Following, followStream } from './follow-stream.ts';

const NAME = 'standing-live';
const SILENT_MS = BEAT_MS * 2.5;

/** Between the tabs of one browser; parsed, because a tab may run an older or a newer version of this page. */
const postSchema = z.union([
  z.object({ kind: z.literal('told'), message: liveMessageSchema, position: z.string() }),
  z.object({ kind: z.literal('live'), live: z.boolean(), position: z.nullable(z.string()) }),
  z.object({ kind: z.literal('asked') }),
]);
type Post = z.infer<typeof postSchema>;

/**
 * One stream for all tabs of a browser, which allows few connections to one server: the tab that holds the lock follows
 * it and tells the others, and another goes on from the same position when it is closed.
 */
function shareStream(url: string, { onMessage, onLive, onSignedOut }: Following): () => void {
  const channel = new BroadcastChannel(NAME);
  const stopped = new AbortController();
  let position: string | null = null;
  let live = false;
  let leads = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const post = (what: Post) => channel.postMessage(what);

  function say(now: boolean): void {
    if (now === live) return;
    live = now;
    onLive(now);
  }
  function hearLeader(): void {
    clearTimeout(silence);
    silence = setTimeout(() => say(false), SILENT_MS);
  }

  channel.addEventListener('message', ({ data }) => {
    const parsed = z.safeParse(postSchema, data);
    if (!parsed.success) return;
    const heard = parsed.data;
    if (leads) {
      if (heard.kind === 'asked') post({ kind: 'live', live, position });
      return;
    }
    if (heard.kind === 'asked') return;
    hearLeader();
    if (heard.kind === 'live') return say(heard.live);
    position = heard.position;
    onMessage(heard.message, heard.position);
    say(true);
  });

  navigator.locks
    .request(NAME, { signal: stopped.signal }, async () => {
      leads = true;
      clearTimeout(silence);
      const stop = followStream(url, position, {
        onMessage(message, at) {
          position = at;
          onMessage(message, at);
          post({ kind: 'told', message, position: at });
        },
        onLive(now) {
          say(now);
          post({ kind: 'live', live: now, position });
        },
        onSignedOut,
      });
      await new Promise((resolve) => stopped.signal.addEventListener('abort', resolve));
      stop();
    })
    // Stopped before it was this tab's turn.
    .catch(() => undefined);
  post({ kind: 'asked' });

  return () => {
    stopped.abort();
    clearTimeout(silence);
    channel.close();
  };
}

/** Without locks (a page over plain HTTP) each tab follows by itself, and only while it is looked at. */
function followWhileVisible(url: string, following: Following): () => void {
  let position: string | null = null;
  let stop: (() => void) | null = null;
  const look = () => {
    if (document.visibilityState === 'hidden') {
      stop?.();
      stop = null;
      following.onLive(false);
    } else {
      stop ??= followStream(url, position, {
        ...following,
        onMessage(message, at) {
          position = at;
          following.onMessage(message, at);
        },
      });
    }
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    stop?.();
  };
}

/** Follows the stream of this site with whatever this browser has for it. */
export function followInBrowser(url: string, following: Following): () => void {
  return 'locks' in navigator ? shareStream(url, following) : followWhileVisible(url, following);
}
