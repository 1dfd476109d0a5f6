import 'server-only';
import { BEAT_MS } from '../../domain/live.ts';
import { authorise } from '../access/authorise.ts';
import { stillHold } from '../access/still-hold.ts';
import type { Clock, Principal } from '../context.ts';
import { StandingError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { LiveHub } from '../standing.ts';
import type { Store } from '../store/store.ts';
import { audienceOf } from './audience-of.ts';
import { mayHear, mergeEvents } from './merge-events.ts';
import { formatPosition, idOfPosition, lifeOf } from './position.ts';
import { KEPT, pruneEvents } from './prune-events.ts';
import { type Announced, readEvents, readNewestEvents } from './read-events.ts';
import { frameOf, openReader, type Reader } from './stream-reader.ts';

export interface HubParts {
  store: Store;
  clock: Clock;
  log: Log;
}

/** Announcements of this long go out as one message. */
const GATHER_MS = 50;
/** Whether everybody may still hear what they hear, and whether something was not told to us (another program's write). */
const LOOK_MS = 500;
const PRUNE_MS = 3_600_000;
const MOST_STREAMS = 5_000;
/** Of one person or token: tabs share one, so this is many browsers. */
const MOST_STREAMS_EACH = 30;

/** Tells open pages what may have moved. Nothing runs and nothing is read while nobody listens. */
export function openHub({ store, clock, log }: HubParts): LiveHub {
  const readers = new Set<Reader>();
  const tail: Announced[] = [];
  let life: string | null = null;
  let last = 0;
  let reading: Promise<void> | null = null;
  let gathering: NodeJS.Timeout | undefined;
  let timers: NodeJS.Timeout[] = [];
  let closed = false;
  const told = { messages: 0, slow: 0 };

  const position = () => formatPosition(life ?? '', last);

  /** Reads what is new and tells it. Concurrent calls share a read that began after the first of them asked. */
  async function catchUp(): Promise<void> {
    const before = reading;
    if (before !== null) {
      await before.catch(() => undefined);
      if (reading !== null && reading !== before) return await reading;
    }
    reading = read().finally(() => (reading = null));
    await reading;
  }

  async function read(): Promise<void> {
    if (life === null) {
      const found = await lifeOf(store);
      tail.push(...(await readNewestEvents(store.read, KEPT)));
      last = tail.at(-1)?.id ?? 0;
      life = found;
      return;
    }
    for (;;) {
      const fresh = await readEvents(store.read, last, KEPT);
      if (fresh.length === 0) return;
      tail.push(...fresh);
      if (tail.length > KEPT) tail.splice(0, tail.length - KEPT);
      last = fresh.at(-1)?.id ?? last;
      tell(fresh);
    }
  }

  function tell(fresh: readonly Announced[]): void {
    const frames = new Map<string, Uint8Array | null>();
    for (const reader of readers) {
      let frame = frames.get(reader.audienceKey);
      if (frame === undefined) {
        const moved = mergeEvents(fresh.filter((event) => mayHear(reader.audience, event)));
        frame = moved.length === 0 ? null : frameOf(position(), { kind: 'moved', moved });
        frames.set(reader.audienceKey, frame);
      }
      if (frame === null) continue;
      told.messages += 1;
      reader.send(frame);
    }
  }

  /** What somebody hears first, from where they were. */
  function greeting({ audience }: Reader, after: string | null): Uint8Array {
    if (after === null) return frameOf(position(), { kind: 'hello' });
    const id = idOfPosition(life ?? '', after);
    // Fewer than are kept: none was ever dropped.
    const reachesBack = tail.length < KEPT || (tail[0] !== undefined && id !== null && id >= tail[0].id);
    const isKnown = id !== null && id <= last && reachesBack;
    if (!isKnown) return frameOf(position(), { kind: 'reset' });
    const missed = mergeEvents(tail.filter((event) => event.id > id && mayHear(audience, event)));
    return frameOf(position(), { kind: 'hello', ...(missed.length > 0 && { moved: missed }) });
  }

  function safely(work: () => Promise<void>): void {
    if (readers.size === 0 || closed) return;
    work().catch((err: unknown) => log.warn({ err }, 'Open pages could not be told what moved; it is tried again'));
  }

  function onRevision(): void {
    if (readers.size === 0) return;
    gathering ??= setTimeout(() => {
      gathering = undefined;
      safely(catchUp);
    }, GATHER_MS);
  }

  async function look(): Promise<void> {
    const held = await stillHold(
      store,
      [...readers].map(({ principal }) => principal),
      clock.now(),
    );
    for (const reader of readers) if (!held(reader.principal)) reader.cut();
    await catchUp();
  }

  function startTimers(): void {
    if (timers.length > 0) return;
    let looking = false;
    const every = (ms: number, run: () => void) => timers.push(setInterval(run, ms).unref());
    every(LOOK_MS, () => {
      if (looking) return;
      looking = true;
      safely(() => look().finally(() => (looking = false)));
    });
    every(BEAT_MS, () => {
      const frame = frameOf(position(), { kind: 'beat' });
      for (const reader of readers) reader.send(frame);
    });
  }

  function onEnd(reader: Reader, why: 'left' | 'cut' | 'slow'): void {
    readers.delete(reader);
    if (why === 'slow') told.slow += 1;
    if (readers.size > 0) return;
    for (const timer of timers) clearInterval(timer);
    timers = [];
  }

  const stopHearing = store.onRevision(onRevision);
  const pruning = setInterval(() => {
    pruneEvents(store).catch((err: unknown) => log.warn({ err }, 'Old announcements could not be dropped'));
  }, PRUNE_MS).unref();
  return {
    async open(context, after) {
      authorise(context, 'entities.read');
      const { principal } = context;
      await catchUp();
      refuseTooMany(readers, principal);
      if (closed) throw new StandingError('shutting-down', 'Standing is stopping. Connect again in a moment.');
      const reader = openReader({ principal, ...audienceOf(principal) }, onEnd);
      // No await between these two: nothing is told to a reader twice, and nothing is missed.
      reader.send(greeting(reader, after));
      readers.add(reader);
      startTimers();
      return reader.body;
    },
    figures: () => ({ streams: readers.size, messages: told.messages, slow: told.slow }),
    close() {
      closed = true;
      stopHearing();
      clearTimeout(gathering);
      clearInterval(pruning);
      for (const reader of readers) reader.cut();
    },
  };
}

function refuseTooMany(readers: ReadonlySet<Reader>, principal: Principal): void {
  const mine =
    'id' in principal
      ? [...readers].filter((reader) => 'id' in reader.principal && reader.principal.id === principal.id)
      : [];
  if (readers.size < MOST_STREAMS && mine.length < MOST_STREAMS_EACH) return;
  throw new StandingError(
    'too-many-requests',
    'Too many streams are open. Close some, or ask the API now and then instead.',
    {
      retryAfterSeconds: 60,
    },
  );
}
