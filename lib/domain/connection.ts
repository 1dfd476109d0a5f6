import * as z from 'zod/mini';
import { isoTimeSchema } from './wire.ts';

/** A connection is one account + Region reached with one credential, pinned to its account and partition. */
export const CONNECTION_SOURCES = ['ambient', 'static-keys'] as const;

/**
 * - `never-read`: no read has succeeded yet.
 * - `reading`: the newest full or filtered read succeeded.
 * - `unread`: reads fail; everything it covers is shown as of `readAt`, with `reason`.
 * - `wrong-account`: another account answered; nothing was changed and reading has stopped.
 */
export const CONNECTION_STATES = ['never-read', 'reading', 'unread', 'paused', 'wrong-account'] as const;

export const sweepHealthSchema = z.object({
  lane: z.enum(['disabled', 'high', 'findings', 'full']),
  startedAt: z.nullable(isoTimeSchema),
  finishedAt: z.nullable(isoTimeSchema),
  pages: z.number(),
  entities: z.number(),
  /** Of a running sweep with a known size; null where SES has not told us the end. */
  progress: z.nullable(z.number()),
  suspect: z.boolean(),
});
export type SweepHealth = z.infer<typeof sweepHealthSchema>;

export const connectionSchema = z.object({
  id: z.string(),
  label: z.string(),
  source: z.enum(CONNECTION_SOURCES),
  partition: z.nullable(z.string()),
  account: z.nullable(z.string()),
  region: z.string(),
  /** The last four characters of the access key id; never more. */
  accessKeyHint: z.nullable(z.string()),
  state: z.enum(CONNECTION_STATES),
  /** Last moment anything was read. */
  readAt: z.nullable(isoTimeSchema),
  unreadSince: z.nullable(isoTimeSchema),
  reason: z.nullable(z.object({ code: z.string(), message: z.string(), iamAction: z.optional(z.string()) })),
  entities: z.number(),
  sweeps: z.array(sweepHealthSchema),
  budget: z.object({
    ratePerSecond: z.number(),
    share: z.number(),
    /** Requests in the last minute: ours, and throttles our own count does not explain. */
    usedLastMinute: z.number(),
    foreignThrottlesLastMinute: z.number(),
  }),
  /** Operations SES refused us, by IAM action. */
  denied: z.array(z.string()),
  createdAt: isoTimeSchema,
});
export type Connection = z.infer<typeof connectionSchema>;

export const connectionListSchema = z.object({ items: z.array(connectionSchema) });
export type ConnectionList = z.infer<typeof connectionListSchema>;

const regionSchema = z
  .string()
  .check(z.trim(), z.regex(/^[a-z]{2,5}(-[a-z]+)+-\d$/, 'takes a Region such as us-east-1'));

export const addConnectionSchema = z.object({
  label: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'takes a name'),
      z.maxLength(80, 'takes at most 80 characters'),
      z.regex(/^\P{Cc}*$/u, 'takes no control characters'),
    ),
  region: regionSchema,
  accessKeyId: z
    .string()
    .check(z.trim(), z.regex(/^[A-Z0-9]{16,128}$/, 'takes an access key id: 16 or more capital letters and digits')),
  secretAccessKey: z.string().check(z.trim(), z.minLength(8, 'takes the secret access key'), z.maxLength(256)),
  sessionToken: z.optional(z.string().check(z.trim(), z.maxLength(8192))),
});
export type AddConnection = z.infer<typeof addConnectionSchema>;

export const connectionIdSchema = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,80}$/, 'takes the id of a connection')),
});
