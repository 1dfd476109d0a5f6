import * as z from 'zod/mini';
import { ROLES } from './access.ts';
import { isoTimeSchema } from './wire.ts';

/** A token for a program, as it is listed. The token itself is answered once, when it is made. */
const apiTokenShape = {
  id: z.string(),
  name: z.string(),
  /** The last four characters of the token; never more. */
  hint: z.string(),
  role: z.enum(ROLES),
  /** Null: all that its owner may. */
  connectionIds: z.nullable(z.array(z.string())),
  /** The address of who made it; what the token may is never more than they may now. */
  owner: z.string(),
  /** Made by whoever asks. */
  mine: z.boolean(),
  createdAt: isoTimeSchema,
  expiresAt: isoTimeSchema,
  /** To the minute; null: never used. */
  lastUsedAt: z.nullable(isoTimeSchema),
  revokedAt: z.nullable(isoTimeSchema),
  state: z.enum(['active', 'expired', 'revoked']),
};
export const apiTokenSchema = z.object(apiTokenShape);
export type ApiToken = z.infer<typeof apiTokenSchema>;

/** `GET /api/tokens`: one's own; whoever manages people sees everybody's. Newest first. */
export const apiTokenListSchema = z.object({ items: z.array(apiTokenSchema) });
export type ApiTokenList = z.infer<typeof apiTokenListSchema>;

const DAYS = 'takes a number of days from 1 to 366';

/** `POST /api/tokens`. */
export const createTokenSchema = z.object({
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'takes a name'),
      z.maxLength(80, 'takes at most 80 characters'),
      z.regex(/^\P{Cc}*$/u, 'takes no control characters'),
    ),
  role: z.enum(ROLES, 'takes viewer, operator or administrator'),
  connectionIds: z._default(
    z.nullable(
      z
        .array(z.string().check(z.regex(/^[\w-]{1,80}$/, 'takes the id of a connection')))
        .check(z.minLength(1, 'takes at least one connection, or null for all'), z.maxLength(500)),
    ),
    null,
  ),
  expiresInDays: z.int(DAYS).check(z.minimum(1, DAYS), z.maximum(366, DAYS)),
});
export type CreateToken = z.infer<typeof createTokenSchema>;

/** The answer to it, and the only one that ever holds `token`. */
export const issuedTokenSchema = z.object({ ...apiTokenShape, token: z.string() });
export type IssuedToken = z.infer<typeof issuedTokenSchema>;

export const tokenReferenceSchema = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,80}$/, 'takes the id of a token')),
});
