import { type EventReport, type KeptEvent, readEvent, type RefusedEvent } from './read-event.ts';
import { unwrapEvents } from './unwrap-event.ts';
import { EventSplitter } from './split-events.ts';

/** Everything that one piece of a file says: mostly one event, more where it is an envelope around several. */
export function readPiece(text: string | null, now: number): (EventReport | KeptEvent | RefusedEvent)[] {
  if (text === null) return [{ kind: 'refused', reason: 'It is longer than an event can be.' }];
  const values = parseValues(text);
  if (values === null) return [{ kind: 'refused', reason: 'It is not JSON.' }];
  return values.flatMap((value) => unwrapEvents(value).map((event) => readEvent(event, now)));
}

/** Firehose writes one document after another without a line end between them. */
function parseValues(text: string): unknown[] | null {
  try {
    return [JSON.parse(text)];
  } catch {
    if (!text.startsWith('{')) return null;
  }
  const splitter = new EventSplitter();
  try {
    return [...splitter.push(`[${text}`), ...splitter.end()].map((piece) => JSON.parse(piece.text ?? ''));
  } catch {
    return null;
  }
}
