import * as z from 'zod/mini';
import { isoTimeSchema } from './wire.ts';

/** A connection is one account + Region reached with one credential, pinned to its account and partition. */
export const CONNECTION_SOURCES = ['ambient', 'static-keys', 'profile'] as const;

/**
 * - `never-read`: no read has succeeded yet.
 * - `reading`: the newest full or filtered read succeeded.
 * - `unread`: reads fail; everything it covers is shown as of `readAt`, with `reason`.
 * - `wrong-account`: another account answered; nothing was changed and reading has stopped.
 */
export const CONNECTION_STATES = ['never-read', 'reading', 'unread', 'paused', 'wrong-account'] as const;

const TAG_KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const tagKey = z.optional(z.string().check(z.trim(), z.regex(TAG_KEY, 'takes the key of a tag')));

/** From which tag each part of a label is read. */
export const tagKeysSchema = z.object({ name: tagKey, customerNumber: tagKey, contact: tagKey, link: tagKey });
export type TagKeys = z.infer<typeof tagKeysSchema>;

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
  /** Connections with the same one share a credential: rotated together. */
  credentialId: z.string(),
  /** Of the AWS files on the server. */
  profile: z.nullable(z.string()),
  roleArn: z.nullable(z.string()),
  /** Made by Standing for the role's trust policy; not a secret. */
  externalId: z.nullable(z.string()),
  /** Which tags are labels; null: tags are not read. */
  tagKeys: z.nullable(tagKeysSchema),
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

const REGION = '[a-z]{2,5}(?:-[a-z]+)+-\\d';
/** One Region, or several: each becomes a connection of its own. */
const regionSchema = z
  .string()
  .check(
    z.trim(),
    z.maxLength(600),
    z.regex(
      new RegExp(`^${REGION}(?:[\\s,]+${REGION})*$`),
      'takes a Region such as us-east-1, or several with commas between',
    ),
  );

/** The Regions of an input, each once. */
export function regionsOf(region: string): string[] {
  return [...new Set(region.split(/[\s,]+/))];
}

const labelSchema = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'takes a name'),
    z.maxLength(80, 'takes at most 80 characters'),
    z.regex(/^\P{Cc}*$/u, 'takes no control characters'),
  );

const ACCESS_KEY_ID = 'takes an access key id: 16 or more capital letters and digits';
const SECRET = 'takes the secret access key';
const PROFILE = 'takes the name of a profile';

const credentialShape = {
  /** `static-keys` where it is left out. */
  source: z.optional(z.enum(CONNECTION_SOURCES, 'takes ambient, profile or static-keys')),
  accessKeyId: z.optional(z.string().check(z.trim(), z.regex(/^[A-Z0-9]{16,128}$/, ACCESS_KEY_ID))),
  secretAccessKey: z.optional(z.string().check(z.trim(), z.minLength(8, SECRET), z.maxLength(256))),
  sessionToken: z.optional(z.string().check(z.trim(), z.maxLength(8192))),
  profile: z.optional(z.string().check(z.trim(), z.regex(/^[^[\]\p{Cc}]{1,64}$/u, PROFILE))),
};
type CredentialInput = z.infer<z.ZodMiniObject<typeof credentialShape>>;

/** What a source needs is there. */
const complete = [
  z.refine<CredentialInput>((input) => (input.source ?? 'static-keys') !== 'static-keys' || !!input.accessKeyId, {
    path: ['accessKeyId'],
    error: ACCESS_KEY_ID,
  }),
  z.refine<CredentialInput>((input) => (input.source ?? 'static-keys') !== 'static-keys' || !!input.secretAccessKey, {
    path: ['secretAccessKey'],
    error: SECRET,
  }),
  z.refine<CredentialInput>((input) => input.source !== 'profile' || !!input.profile, {
    path: ['profile'],
    error: PROFILE,
  }),
] as const;

const ROLE = 'takes the ARN of a role, such as arn:aws:iam::123456789012:role/Standing';
const EXTERNAL_ID = 'takes the ExternalId that Standing made for this role';

export const addConnectionSchema = z
  .object({
    label: labelSchema,
    region: regionSchema,
    ...credentialShape,
    /** A role to assume with the source. */
    roleArn: z.optional(
      z.string().check(z.trim(), z.regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, ROLE)),
    ),
    /** As `POST /api/connections/external-id` gave it. */
    externalId: z.optional(z.string().check(z.trim(), z.regex(/^standing-[\w-]{20,64}$/, EXTERNAL_ID))),
  })
  .check(
    ...complete,
    z.refine((input) => (input.roleArn === undefined) === (input.externalId === undefined), {
      path: ['externalId'],
      error: EXTERNAL_ID,
    }),
  );
export type AddConnection = z.infer<typeof addConnectionSchema>;

/** New keys, or another profile, in place of what a connection has; its role stays. */
export const rotateConnectionSchema = z.object(credentialShape).check(...complete);
export type RotateConnection = z.infer<typeof rotateConnectionSchema>;

export const changeConnectionSchema = z.object({
  label: z.optional(labelSchema),
  paused: z.optional(z.boolean()),
  /** null: stop reading tags. */
  tagKeys: z.optional(z.nullable(tagKeysSchema)),
});
export type ChangeConnection = z.infer<typeof changeConnectionSchema>;

export const externalIdSchema = z.object({ externalId: z.string() });

export const connectionIdSchema = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,80}$/, 'takes the id of a connection')),
});
