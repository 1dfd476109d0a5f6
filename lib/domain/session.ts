import * as z from 'zod/mini';
import { ROLES } from './access.ts';

/** `GET /api/session`: who is asking, and what the shell needs to know before anything else. */
export const sessionSchema = z.object({
  /** `set-up`: no administrator yet. */
  state: z.enum(['signed-in', 'signed-out', 'set-up']),
  demo: z.boolean(),
  user: z.nullable(
    z.object({
      id: z.string(),
      email: z.string(),
      name: z.string(),
      role: z.enum(ROLES),
      /** Null: all connections. */
      connectionIds: z.nullable(z.array(z.string())),
    }),
  ),
  /** Connections exist; without any, pages show how to add the first. */
  connected: z.boolean(),
  version: z.string(),
  /** What the identity provider is called, where one is set up to sign in with. */
  singleSignOn: z.nullable(z.string()),
});
export type Session = z.infer<typeof sessionSchema>;

export const emailSchema = z.string().check(z.trim(), z.maxLength(254), z.email('takes an e-mail address'));

/** Bounds of the sign-in library; the hash costs the same whatever the length. */
export const newPasswordSchema = z
  .string()
  .check(z.minLength(8, 'takes at least 8 characters'), z.maxLength(128, 'takes at most 128 characters'));

/** What others see beside what somebody does. */
export const nameSchema = z
  .string()
  .check(
    z.trim(),
    z.maxLength(80, 'takes at most 80 characters'),
    z.regex(/^\P{Cc}*$/u, 'takes no control characters'),
  );

/** `POST /api/auth/sign-in/email`. */
export const signInSchema = z.object({
  email: emailSchema,
  password: z.string().check(z.minLength(1, 'takes your password'), z.maxLength(128, 'takes at most 128 characters')),
});
export type SignIn = z.infer<typeof signInSchema>;

/** `POST /api/auth/two-factor/…`: a code of the authenticator, or one of the recovery codes. */
export const secondFactorSchema = z.object({
  code: z.string().check(z.trim(), z.minLength(6, 'takes a code'), z.maxLength(40, 'takes a code')),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>;

/** What asks for the password again before it changes how one signs in. */
export const confirmPasswordSchema = z.object({
  password: z.string().check(z.minLength(1, 'takes your password'), z.maxLength(128, 'takes at most 128 characters')),
});
export type ConfirmPassword = z.infer<typeof confirmPasswordSchema>;

/** `POST /api/auth/change-password`; every other session of one's own ends. */
export const changePasswordSchema = z.object({
  currentPassword: z.string().check(z.minLength(1, 'takes your password'), z.maxLength(128)),
  newPassword: newPasswordSchema,
});
export type ChangePassword = z.infer<typeof changePasswordSchema>;

/** `POST /api/auth/sign-in/email`: signed in, or a code is asked for. */
export const signInAnswerSchema = z.object({ twoFactor: z.optional(z.boolean()) });
/** `POST /api/auth/two-factor/enable`: shown once. */
export const twoFactorSetUpSchema = z.object({ uri: z.string(), recoveryCodes: z.array(z.string()) });
export type TwoFactorSetUp = z.infer<typeof twoFactorSetUpSchema>;
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

/** `POST /api/auth/sign-in/sso`: begins a sign-in with the identity provider. */
export const singleSignOnSchema = z.object({
  /** Path, query and fragment of this site to come back to. */
  next: z.string().check(z.maxLength(4000), z.regex(/^\/(?![/\\])[^\s\\]*$/, 'takes an address of this site')),
});

/** `POST /api/setup`: the first administrator, with the token that the server printed when it started. */
export const setUpSchema = z.object({
  token: z
    .string()
    .check(z.trim(), z.minLength(1, 'takes the token that Standing printed when it started'), z.maxLength(100)),
  email: emailSchema,
  name: z.optional(nameSchema),
  password: newPasswordSchema,
});
export type SetUp = z.infer<typeof setUpSchema>;
