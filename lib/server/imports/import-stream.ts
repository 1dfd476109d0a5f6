import 'server-only';
import type { BeginImport, EventImport } from '../../domain/event-import.ts';
import { type EventPiece, EventSplitter } from '../../domain/split-events.ts';
import type { Context } from '../context.ts';
import { newMemory } from './apply-reports.ts';
import { beginImport } from './begin-import.ts';
import { finishImport } from './finish-import.ts';
import { PIECES_AT_ONCE, readPieces, storePieces } from './import-pieces.ts';
import { describeImport, findImport } from './import-row.ts';

/**
 * Imports a whole file as it streams by: no more of it is in memory than what is being written and what is read meanwhile.
 * Stopped, it goes on where it was when the same file is given again.
 * @param chunks its text.
 * @param onProgress called after each thousand lines.
 */
export async function importStream(
  context: Context,
  input: BeginImport,
  chunks: AsyncIterable<string>,
  onProgress: (progress: EventImport) => void,
): Promise<EventImport> {
  const { id, lines } = await beginImport(context, input);
  const memory = newMemory();
  const splitter = new EventSplitter();
  let writing = findImport(context.store.read, id);
  let waiting: EventPiece[] = [];
  // The next thousand are read while the last are written.
  const takeOver = async () => {
    for (; waiting.length >= PIECES_AT_ONCE; waiting = waiting.slice(PIECES_AT_ONCE)) {
      const read = readPieces(context, waiting.slice(0, PIECES_AT_ONCE));
      const row = await writing;
      onProgress(describeImport(row));
      writing = storePieces(context, row, read, memory);
      // Its failure is thrown where it is awaited.
      writing.catch(() => undefined);
    }
  };
  for await (const chunk of chunks) {
    for (const piece of splitter.push(chunk)) if (piece.number > lines) waiting.push(piece);
    await takeOver();
  }
  waiting.push(...splitter.end().filter((piece) => piece.number > lines));
  await takeOver();
  const row = await writing;
  onProgress(
    describeImport(waiting.length === 0 ? row : await storePieces(context, row, readPieces(context, waiting), memory)),
  );
  return await finishImport(context, { id });
}
