import 'server-only';
import type { BeginImport, EventImport } from '../../domain/event-import.ts';
import { type EventPiece, EventSplitter } from '../../domain/split-events.ts';
import type { Context } from '../context.ts';
import { newMemory } from './apply-reports.ts';
import { beginImport } from './begin-import.ts';
import { finishImport } from './finish-import.ts';
import { importPieces } from './import-pieces.ts';

const AT_ONCE = 1000;

/**
 * Imports a whole file as it streams by: no more of it is in memory than what is being written and read. Stopped, it goes on
 * where it was when the same file is given again.
 * @param chunks its text.
 * @param onProgress called after each thousand lines.
 */
export async function importStream(
  context: Context,
  input: BeginImport,
  chunks: AsyncIterable<string>,
  onProgress: (progress: EventImport) => void,
): Promise<EventImport> {
  const begun = await beginImport(context, input);
  const { id, lines } = begun;
  const memory = newMemory();
  const splitter = new EventSplitter();
  let waiting: EventPiece[] = [];
  const takeOver = async () => {
    const pieces = waiting;
    waiting = [];
    if (pieces.length > 0) onProgress(await importPieces(context, { id, pieces }, memory));
  };
  for await (const chunk of chunks) {
    for (const piece of splitter.push(chunk)) if (piece.number > lines) waiting.push(piece);
    if (waiting.length >= AT_ONCE) await takeOver();
  }
  waiting.push(...splitter.end().filter((piece) => piece.number > lines));
  await takeOver();
  return await finishImport(context, { id });
}
