import * as z from 'zod/mini';
import { ROLES } from './access.ts';

/** `GET /api/session`: who is asking, and what the shell needs to know before anything else. */
export const sessionSchema = z.object({
  /** `set-up`: no administrator yet. */
  state: z.enum(['signed-in', 'signed-out', 'set-up']),
  demo: z.boolean(),
  user: z.nullable(z.object({ id: z.string(), email: z.string(), name: z.string(), role: z.enum(ROLES) })),
  /** Connections exist; without any, pages show how to add the first. */
  connected: z.boolean(),
  version: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

const emailSchema = z.string().check(z.trim(), z.maxLength(254), z.email('takes an e-mail address'));

/** Bounds of the sign-in library; the hash costs the same whatever the length. */
const newPasswordSchema = z
  .string()
  .check(z.minLength(8, 'takes at least 8 characters'), z.maxLength(128, 'takes at most 128 characters'));

/** `POST /api/auth/sign-in/email`. */
export const signInSchema = z.object({
  email: emailSchema,
  password: z.string().check(z.minLength(1, 'takes your password'), z.maxLength(128, 'takes at most 128 characters')),
});
export type SignIn = z.infer<typeof signInSchema>;

/** `POST /api/setup`: the first administrator, with the token that the server printed when it started. */
export const setUpSchema = z.object({
  token: z
    .string()
    .check(z.trim(), z.minLength(1, 'takes the token that Standing printed when it started'), z.maxLength(100)),
  email: emailSchema,
  name: z.optional(
    z
      .string()
      .check(
        z.trim(),
        z.maxLength(80, 'takes at most 80 characters'),
        z.regex(/^\P{Cc}*$/u, 'takes no control characters'),
      ),
  ),
  password: newPasswordSchema,
});
export type SetUp = z.infer<typeof setUpSchema>;
