import { queryOptions } from '@tanstack/react-query';
import type { EventImport, ImportPieces } from '../domain/event-import.ts';
import { api } from '../domain/paths.ts';
import { type EventPiece, EventSplitter } from '../domain/split-events.ts';
import { fetchJson } from './fetch-json.ts';

const importSchema = () => import('../domain/event-import.ts').then((module) => module.eventImportSchema);
const listSchema = () => import('../domain/event-import.ts').then((module) => module.eventImportListSchema);

/** The newest imports, with what became of each. */
export const importsQuery = () =>
  queryOptions({
    queryKey: ['imports'],
    queryFn: ({ signal }) => fetchJson(listSchema, api.imports(), { signal }),
  });

/** A request may have 1 MiB; its JSON around the lines is little. */
const MOST_BYTES = 900_000;
const MOST_PIECES = 5_000;

export interface UploadProgress {
  /** Of the file as it is, compressed or not. */
  bytesRead: number;
  report: EventImport;
}

/**
 * Sends a file of events to the server in requests of ordinary size, one after another, as it is read: no more than one of
 * them is in memory. Stopped, the same file goes on where it was when it is sent again.
 * @throws ProblemError; DOMException `AbortError` when it was stopped.
 */
export async function uploadEvents(
  file: File,
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<EventImport> {
  const post = (url: string, json: object = {}) => fetchJson(importSchema, url, { method: 'POST', json, signal });
  const fingerprint = `${file.name} ${file.size} ${file.lastModified}`;
  const begun = await post(api.imports(), { name: file.name, bytes: file.size, fingerprint });
  let bytesRead = 0;
  let body: ImportPieces = { pieces: [] };
  let bodyBytes = 0;
  const send = async () => {
    if (body.pieces.length === 0) return;
    const report = await post(api.importLines(begun.id), body);
    body = { pieces: [] };
    bodyBytes = 0;
    onProgress({ bytesRead, report });
  };
  const take = async (pieces: readonly EventPiece[]) => {
    for (const piece of pieces) {
      if (piece.number <= begun.lines) continue;
      const bytes = bytesOf(piece.text);
      const given = bytes > MOST_BYTES ? { ...piece, text: null } : piece;
      if (bodyBytes + bytes > MOST_BYTES || body.pieces.length >= MOST_PIECES) await send();
      body.pieces.push(given);
      bodyBytes += given.text === null ? 40 : bytes;
    }
  };
  const splitter = new EventSplitter();
  const reader = (await textOf(file, (bytes) => (bytesRead += bytes))).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) await take(splitter.push(next.value));
    await take(splitter.end());
    await send();
  } finally {
    // A file that is not at its end is read no further.
    void reader.cancel().catch(() => {});
  }
  return await post(api.importFinish(begun.id));
}

/** Told by its first bytes: a name may say anything. */
async function textOf(file: File, onBytes: (bytes: number) => void): Promise<ReadableStream<string>> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      onBytes(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  const bytes = file.stream().pipeThrough(counted);
  const plain = first === 0x1f && second === 0x8b ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes;
  return plain.pipeThrough(new TextDecoderStream());
}

/** Of one piece within a request. */
const bytesOf = (text: string | null): number =>
  (text === null ? 0 : new TextEncoder().encode(JSON.stringify(text)).length) + 40;
