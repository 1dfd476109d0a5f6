import 'server-only';
import type { LiveMessage } from '../../domain/live.ts';
import type { Principal } from '../context.ts';
import type { Audience } from './merge-events.ts';

/** What may wait for a reader who takes nothing. Beyond it the reader is cut, and asks for everything when it is back. */
const MOST_WAITING_BYTES = 64 * 1024;

export interface Reader {
  principal: Principal;
  audience: Audience;
  /** Readers of one key are told the same, so it is put into words once. */
  audienceKey: string;
  body: ReadableStream<Uint8Array>;
  /** Cuts the reader when it is too slow. */
  send(frame: Uint8Array): void;
  /** Ends the stream at once; calling it again does nothing. */
  cut(): void;
}

const encoder = new TextEncoder();

export function frameOf(position: string, message: LiveMessage): Uint8Array {
  return encoder.encode(`id: ${position}\ndata: ${JSON.stringify(message)}\n\n`);
}

/** @param onEnd called once, however the stream ends. */
export function openReader(
  who: Pick<Reader, 'principal' | 'audience' | 'audienceKey'>,
  onEnd: (reader: Reader, why: 'left' | 'cut' | 'slow') => void,
): Reader {
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (given) => void (controller = given),
      cancel: () => end('left'),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING_BYTES }),
  );
  function end(why: 'left' | 'cut' | 'slow'): void {
    if (controller === null) return;
    // What waits is dropped with it. An abort, so that nobody takes it for a failure of ours.
    if (why !== 'left') controller.error(new DOMException(`The stream was ended (${why}).`, 'AbortError'));
    controller = null;
    onEnd(reader, why);
  }
  const reader: Reader = {
    ...who,
    body,
    send(frame) {
      if (controller === null) return;
      if ((controller.desiredSize ?? 0) <= 0) return end('slow');
      controller.enqueue(frame);
    },
    cut: () => end('cut'),
  };
  return reader;
}
