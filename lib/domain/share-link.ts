import * as z from 'zod/mini';
import { entityArnSchema } from './arn.ts';
import { isoTimeSchema, timeParameterSchema } from './wire.ts';

/**
 * What a shared page may show. `reasons`: why our own operators acted, in their words; who they are is never shown.
 * `working`: the rules behind the verdict.
 */
export const SHARE_SECTIONS = ['verdict', 'working', 'cards', 'findings', 'history', 'reasons'] as const;
export type ShareSection = (typeof SHARE_SECTIONS)[number];

export const SHARE_KINDS = ['page', 'badge'] as const;

const HOURS = 'takes a number of hours from 1 to 8784';

const createShape = {
  arn: entityArnSchema,
  /** For whom it is, as its maker will look for it later; whoever holds the link never sees it. */
  note: z.optional(
    z
      .string()
      .check(
        z.trim(),
        z.maxLength(120, 'takes at most 120 characters'),
        z.regex(/^\P{Cc}*$/u, 'takes no control characters'),
      ),
  ),
  hideNames: z._default(z.boolean(), false),
  expiresInHours: z.int(HOURS).check(z.minimum(1, HOURS), z.maximum(8784, HOURS)),
};

/** `POST /api/share-links`: a page over a window, or a badge that says the present status and nothing else. */
export const createShareLinkSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('page'),
    ...createShape,
    sections: z
      .array(z.enum(SHARE_SECTIONS, 'takes verdict, working, cards, findings, history or reasons'))
      .check(z.minLength(1, 'takes at least one section'), z.maxLength(20)),
    /** Start of the window. */
    from: timeParameterSchema,
    /** Its end; null: the page stays live and shows what is known when it is opened. */
    to: z._default(z.nullable(timeParameterSchema), null),
    showMaker: z._default(z.boolean(), true),
  }),
  z.object({ kind: z.literal('badge'), ...createShape }),
]);
export type CreateShareLink = z.infer<typeof createShareLinkSchema>;

const shareLinkShape = {
  id: z.string(),
  kind: z.enum(SHARE_KINDS),
  arn: z.string(),
  name: z.string(),
  region: z.string(),
  note: z.nullable(z.string()),
  sections: z.array(z.enum(SHARE_SECTIONS)),
  from: z.nullable(isoTimeSchema),
  /** null: live. */
  to: z.nullable(isoTimeSchema),
  hideNames: z.boolean(),
  showMaker: z.boolean(),
  createdBy: z.string(),
  createdAt: isoTimeSchema,
  expiresAt: isoTimeSchema,
  revokedAt: z.nullable(isoTimeSchema),
  revokedBy: z.nullable(z.string()),
  /** `ended`: whoever made it may not share this sender any more, so it opens nothing. */
  state: z.enum(['active', 'expired', 'revoked', 'ended']),
  reads: z.number(),
  lastReadAt: z.nullable(isoTimeSchema),
  /** From where it was read, the newest first; at most 20. */
  networks: z.array(
    z.object({ network: z.string(), reads: z.number(), firstAt: isoTimeSchema, lastAt: isoTimeSchema }),
  ),
};
export const shareLinkSchema = z.object(shareLinkShape);
export type ShareLink = z.infer<typeof shareLinkSchema>;

/** `GET /api/share-links`: newest first, with those that no longer work; at most 500. */
export const shareLinkListSchema = z.object({ items: z.array(shareLinkSchema) });
export type ShareLinkList = z.infer<typeof shareLinkListSchema>;

export const shareLinkListQuerySchema = z.object({ arn: z.optional(entityArnSchema) });
export type ShareLinkListQuery = z.infer<typeof shareLinkListQuerySchema>;

/** The answer to making one, and the only one that ever holds `url`. */
export const issuedShareLinkSchema = z.object({ ...shareLinkShape, url: z.string() });
export type IssuedShareLink = z.infer<typeof issuedShareLinkSchema>;

export const shareLinkReferenceSchema = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,80}$/, 'takes the id of a share link')),
});

/** `GET /api/badge`. Whatever is no token of a badge gets one and the same answer, so anything is taken. */
export const badgeQuerySchema = z.object({ token: z._default(z.string().check(z.maxLength(200)), '') });
