import { BEAT_MS, type LiveMessage } from '../domain/live.ts';
import { readStream, StreamEnd } from './read-stream.ts';

/** The first message comes at once; where it does not, something between gathers the stream. */
const FIRST_WITHIN_MS = 5_000;
const SILENT_MS = BEAT_MS * 2.5;
/** A stream that is back within it was never gone for whoever looks at the page. */
const LOST_AFTER_MS = 2_000;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 15_000;
/** After a refusal, or where a proxy gathers: polling does meanwhile. */
const REFUSED_PAUSE_MS = 60_000;

export interface Following {
  /** Each message, and the position to go on from. A `hello` without a position before it is a beginning. */
  onMessage(message: LiveMessage, position: string): void;
  /** Whether what happens is heard within a second now. */
  onLive(live: boolean): void;
  /** The session ended, as far as the stream can tell. */
  onSignedOut(): void;
}

/**
 * Follows a stream for good: comes back after every end and goes on where it was.
 * @param position where to go on from; null begins with what happens now.
 * @returns the function that stops it.
 */
export function followStream(url: string, position: string | null, { onMessage, onLive, onSignedOut }: Following) {
  const stop = new AbortController();
  let after = position;
  let live = false;
  let lost: ReturnType<typeof setTimeout> | undefined;

  function say(now: boolean): void {
    clearTimeout(lost);
    lost = undefined;
    if (now === live) return;
    live = now;
    onLive(now);
  }

  /** @returns why it ended, and whether it said anything. */
  async function once(): Promise<{ status: number; heard: boolean }> {
    const attempt = new AbortController();
    let heard = false;
    let silence = setTimeout(() => attempt.abort(), FIRST_WITHIN_MS);
    try {
      await readStream(url, after, AbortSignal.any([attempt.signal, stop.signal]), (message, at) => {
        clearTimeout(silence);
        silence = setTimeout(() => attempt.abort(), SILENT_MS);
        heard = true;
        onMessage(message, at);
        after = at;
        say(true);
      });
    } catch (error) {
      const status = error instanceof StreamEnd ? error.status : 0;
      return { status: status === 0 && !heard && attempt.signal.aborted ? -1 : status, heard };
    } finally {
      clearTimeout(silence);
    }
    return { status: 0, heard };
  }

  async function run(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; !stop.signal.aborted;) {
      const { status, heard } = await once();
      if (stop.signal.aborted) return;
      lost ??= setTimeout(() => say(false), LOST_AFTER_MS);
      if (status === 401) onSignedOut();
      pause = heard ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      // Everybody comes back after a restart, but not in the same moment.
      const wait = status === 0 || status >= 500 ? pause * (0.5 + Math.random()) : REFUSED_PAUSE_MS;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  void run();
  return () => {
    stop.abort();
    clearTimeout(lost);
  };
}
