import * as z from 'zod/mini';
import { LONGEST_PIECE } from './split-events.ts';
import { isoTimeSchema } from './wire.ts';

/** What became of the events of a file. Every event is in one of these, but `senders`. */
export const importCountsSchema = z.object({
  events: z.number(),
  /** New in the history. */
  taken: z.number(),
  /** Known by Standing's own watching: same record, status and time. */
  merged: z.number(),
  /** Told by an event before: this file was imported, or overlaps with one that was. */
  known: z.number(),
  /** Advice on identities and the like: kept as it came, no change of a sender. */
  advice: z.number(),
  /** Of a kind or a record we do not know: kept as it came. */
  unknown: z.number(),
  refused: z.number(),
  /** Senders that only these events tell of. */
  senders: z.number(),
});
export type ImportCounts = z.infer<typeof importCountsSchema>;

/** Refusals for one reason, with the first lines it struck. */
export const importRefusalSchema = z.object({ reason: z.string(), count: z.number(), lines: z.array(z.number()) });
export type ImportRefusal = z.infer<typeof importRefusalSchema>;

export const eventImportSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Of the file as it is, compressed or not; null: not known. */
  bytes: z.nullable(z.number()),
  startedAt: isoTimeSchema,
  /** When it last moved. */
  movedAt: isoTimeSchema,
  /** Null: not finished; the same file goes on after line `lines`. */
  finishedAt: z.nullable(isoTimeSchema),
  lines: z.number(),
  counts: importCountsSchema,
  refusals: z.array(importRefusalSchema),
  /** Detail types that are not known to us, as AWS wrote them. */
  unknownTypes: z.array(z.object({ detailType: z.string(), count: z.number() })),
  by: z.string(),
});
export type EventImport = z.infer<typeof eventImportSchema>;

export const eventImportListSchema = z.object({ items: z.array(eventImportSchema) });

export const beginImportSchema = z.object({
  name: z
    .string()
    .check(z.trim(), z.minLength(1), z.maxLength(300), z.regex(/^\P{Cc}*$/u, 'takes no control characters')),
  bytes: z.nullable(z.int().check(z.nonnegative())),
  /** Tells the file from others: the same one goes on where it stopped. */
  fingerprint: z.string().check(z.minLength(1), z.maxLength(400), z.regex(/^\P{Cc}*$/u, 'takes no control characters')),
});
export type BeginImport = z.infer<typeof beginImportSchema>;

export const importReferenceSchema = z.object({ id: z.string().check(z.maxLength(100)) });

/** Lines (or members of an array) in order, each with its number; a body of requests may have 1 MiB. */
export const importPiecesSchema = z.object({
  pieces: z
    .array(
      z.object({
        number: z.int().check(z.minimum(1)),
        /** Null: it was too long to be sent. */
        text: z.nullable(z.string().check(z.maxLength(LONGEST_PIECE))),
      }),
    )
    .check(z.maxLength(20_000)),
});
export type ImportPieces = z.infer<typeof importPiecesSchema>;
