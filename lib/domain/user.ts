import * as z from 'zod/mini';
import { ROLES } from './access.ts';
import { emailSchema, nameSchema, newPasswordSchema } from './session.ts';

const scopeSchema = z.nullable(
  z
    .array(z.string().check(z.minLength(1), z.maxLength(100)))
    .check(
      z.minLength(1, 'takes at least one connection, or none of it for all'),
      z.maxLength(500, 'takes at most 500 connections'),
    ),
);

/** A person who may sign in, as an administrator sees them. */
const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  /** Null: all connections. */
  connectionIds: z.nullable(z.array(z.string())),
  twoFactor: z.boolean(),
  /** `identity-provider`: signs in elsewhere (OpenID Connect) and has no password here. */
  signsInWith: z.enum(['password', 'identity-provider', 'nothing yet']),
  sessions: z.number(),
  lastSeenAt: z.nullable(z.string()),
  createdAt: z.string(),
  deactivatedAt: z.nullable(z.string()),
});
export type User = z.infer<typeof userSchema>;

/** An invitation or a reset that nobody has used yet. The link itself is shown once, when it is made. */
const accessLinkSchema = z.object({
  id: z.string(),
  kind: z.enum(['invite', 'reset']),
  email: z.string(),
  role: z.nullable(z.enum(ROLES)),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type AccessLink = z.infer<typeof accessLinkSchema>;

/** `GET /api/users`. */
export const userListSchema = z.object({ items: z.array(userSchema), links: z.array(accessLinkSchema) });
export type UserList = z.infer<typeof userListSchema>;

/** `POST /api/users`: invites somebody. */
export const inviteUserSchema = z.object({
  email: emailSchema,
  role: z.enum(ROLES, 'takes viewer, operator or administrator'),
  connectionIds: z._default(scopeSchema, null),
});
export type InviteUser = z.infer<typeof inviteUserSchema>;

/** What is answered once, to whoever made a link. */
export const issuedLinkSchema = z.object({ id: z.string(), url: z.string(), expiresAt: z.string() });
export type IssuedLink = z.infer<typeof issuedLinkSchema>;

/** `PATCH /api/users/<id>`; what is absent stays. */
export const changeUserSchema = z
  .object({
    role: z.optional(z.enum(ROLES, 'takes viewer, operator or administrator')),
    connectionIds: z.optional(scopeSchema),
    /** False: may not sign in; everything of theirs stays. */
    active: z.optional(z.boolean()),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, 'takes a role, connections or active'));
export type ChangeUser = z.infer<typeof changeUserSchema>;

const idSchema = z
  .string()
  .check(z.minLength(1), z.maxLength(100), z.regex(/^[\w-]+$/, 'takes an id as this API gave it'));
export const userReferenceSchema = z.object({ id: idSchema });
export const accessLinkReferenceSchema = z.object({ id: idSchema });
export const sessionReferenceSchema = z.object({ id: idSchema });

const linkTokenSchema = z.string().check(z.trim(), z.minLength(1, 'takes the token of the link'), z.maxLength(100));

/** `POST /api/join/look`: whom a link is for. */
export const lookAtLinkSchema = z.object({ token: linkTokenSchema });
export type LookAtLink = z.infer<typeof lookAtLinkSchema>;
export const linkPurposeSchema = z.object({ kind: z.enum(['invite', 'reset']), email: z.string() });
export type LinkPurpose = z.infer<typeof linkPurposeSchema>;

/** `POST /api/join`: uses a link up; the password is set, the sessions there were end. */
export const joinSchema = z.object({
  token: linkTokenSchema,
  name: z.optional(nameSchema),
  password: newPasswordSchema,
});
export type UseLink = z.infer<typeof joinSchema>;

/** `GET /api/sessions`: where I am signed in. */
export const ownSessionListSchema = z.object({
  /** How I sign in: with a password kept here, and with a second factor. */
  password: z.boolean(),
  twoFactor: z.boolean(),
  items: z.array(
    z.object({
      id: z.string(),
      /** The one that asked. */
      current: z.boolean(),
      address: z.nullable(z.string()),
      agent: z.nullable(z.string()),
      startedAt: z.string(),
      seenAt: z.nullable(z.string()),
      expiresAt: z.string(),
    }),
  ),
});
export type OwnSessionList = z.infer<typeof ownSessionListSchema>;
