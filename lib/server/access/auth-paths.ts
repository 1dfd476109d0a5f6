import 'server-only';
import * as z from 'zod/mini';
import {
  changePasswordSchema,
  confirmPasswordSchema,
  secondFactorSchema,
  type signInAnswerSchema,
  signInSchema,
  type TwoFactorSetUp,
} from '../../domain/session.ts';

export interface AuthPath {
  /** In the audit. */
  action: string;
  body: z.ZodMiniType;
  /** Beside what the caller sent. */
  with?: Record<string, unknown>;
  /** Reshapes the library's answer; what it does not name stays inside. A session token never leaves in a body. */
  reshape(answer: unknown): unknown;
  /** What a wrong guess is answered. */
  wrong: string;
  /** What is counted: attempts at this, by account and network prefix. Absent: nothing can be guessed here. */
  counts?: 'sign-in' | 'second-factor' | 'password';
  /** Only for who is signed in. */
  signedIn: boolean;
}

const nothing = z.object({});
const none = () => ({});
const WRONG_CODE = 'The code is wrong, or was used before. Codes change every 30 seconds.';
const WRONG_PASSWORD = 'The password is wrong.';

/** What of `/api/auth/…` is open. Everything else the library could answer stays shut until a verb needs it. */
export const AUTH_PATHS: Readonly<Record<string, AuthPath>> = {
  '/api/auth/sign-in/email': {
    action: 'session.sign-in',
    body: signInSchema,
    reshape: (answer): z.infer<typeof signInAnswerSchema> =>
      z.safeParse(z.object({ twoFactorRedirect: z.literal(true) }), answer).success ? { twoFactor: true } : {},
    wrong: 'The e-mail address or the password is wrong.',
    counts: 'sign-in',
    signedIn: false,
  },
  '/api/auth/sign-out': { action: 'session.sign-out', body: nothing, reshape: none, wrong: '', signedIn: false },
  '/api/auth/two-factor/verify-totp': {
    action: 'session.second-factor',
    body: secondFactorSchema,
    reshape: none,
    wrong: WRONG_CODE,
    counts: 'second-factor',
    signedIn: false,
  },
  '/api/auth/two-factor/verify-backup-code': {
    action: 'session.recovery-code',
    body: secondFactorSchema,
    reshape: none,
    wrong: 'The recovery code is wrong, or was used before.',
    counts: 'second-factor',
    signedIn: false,
  },
  '/api/auth/two-factor/enable': {
    action: 'user.begin-second-factor',
    body: confirmPasswordSchema,
    reshape: (answer): TwoFactorSetUp => {
      const { totpURI, backupCodes } = z.parse(
        z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }),
        answer,
      );
      return { uri: totpURI, recoveryCodes: backupCodes };
    },
    wrong: WRONG_PASSWORD,
    counts: 'password',
    signedIn: true,
  },
  '/api/auth/two-factor/disable': {
    action: 'user.remove-second-factor',
    body: confirmPasswordSchema,
    reshape: none,
    wrong: WRONG_PASSWORD,
    counts: 'password',
    signedIn: true,
  },
  '/api/auth/two-factor/generate-backup-codes': {
    action: 'user.renew-recovery-codes',
    body: confirmPasswordSchema,
    reshape: (answer) => ({
      recoveryCodes: z.parse(z.object({ backupCodes: z.array(z.string()) }), answer).backupCodes,
    }),
    wrong: WRONG_PASSWORD,
    counts: 'password',
    signedIn: true,
  },
  '/api/auth/change-password': {
    action: 'user.change-password',
    body: changePasswordSchema,
    with: { revokeOtherSessions: true },
    reshape: none,
    wrong: WRONG_PASSWORD,
    counts: 'password',
    signedIn: true,
  },
};
