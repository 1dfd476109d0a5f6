import * as z from 'zod/mini';
import { type LiveMessage, liveMessageSchema } from '../domain/live.ts';

/** Why a stream ended; `status` 0: it was lost. */
export class StreamEnd extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The stream ended (${status}).`);
    this.status = status;
  }
}

/**
 * Reads one stream of server-sent events to its end. By fetch and not by EventSource, which tells neither the status of a
 * refusal nor that anything arrives.
 * @param onMessage each message with the position up to which all is heard then.
 * @throws StreamEnd always, unless `signal` aborts.
 */
export async function readStream(
  url: string,
  after: string | null,
  signal: AbortSignal,
  onMessage: (message: LiveMessage, position: string) => void,
): Promise<void> {
  const headers = { accept: 'text/event-stream', ...(after !== null && { 'last-event-id': after }) };
  const response = await fetch(url, { headers, signal, cache: 'no-store' }).catch(() => null);
  if (response?.body == null || !response.ok) throw new StreamEnd(response?.ok === false ? response.status : 0);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const part = await reader.read().catch(() => ({ done: true, value: undefined }) as const);
    if (part.done) throw new StreamEnd(0);
    const blocks = (text + part.value).split('\n\n');
    // What follows the last empty line is not all there yet.
    text = blocks.pop() ?? '';
    for (const block of blocks) take(block, onMessage);
  }
}

function take(block: string, onMessage: (message: LiveMessage, position: string) => void): void {
  const lines = block.split('\n');
  const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const [position, data] = [field('id'), field('data')];
  if (position === undefined || data === undefined) return;
  const parsed = z.safeParse(liveMessageSchema, jsonOf(data));
  // A message of a newer server that this page cannot read may be about anything.
  onMessage(parsed.success ? parsed.data : { kind: 'reset' }, position);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
