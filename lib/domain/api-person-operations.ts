import * as z from 'zod/mini';
import type { ApiOperations } from './api-operation.ts';
import {
  changePasswordSchema,
  confirmPasswordSchema,
  recoveryCodesSchema,
  secondFactorSchema,
  sessionSchema,
  setUpSchema,
  signInAnswerSchema,
  signInSchema,
  singleSignOnSchema,
  twoFactorSetUpSchema,
} from './session.ts';
import {
  accessLinkReferenceSchema,
  changeUserSchema,
  inviteUserSchema,
  issuedLinkSchema,
  linkPurposeSchema,
  lookAtLinkSchema,
  ownSessionListSchema,
  sessionReferenceSchema,
  joinSchema,
  userListSchema,
  userReferenceSchema,
} from './user.ts';

const nothing = z.object({});

/** What concerns people: signing in, one's own account, and who may sign in. */
export const PERSON_OPERATIONS = {
  'GET /api/session': { summary: 'Who is asking', access: 'anyone', answer: sessionSchema },
  'POST /api/setup': {
    summary: 'Creates the first administrator, with the token that the server printed',
    access: 'anyone',
    body: setUpSchema,
    status: 204,
    answer: null,
  },
  'POST /api/auth/sign-in/email': {
    summary: 'Signs in; the session is in the cookie alone',
    access: 'anyone',
    body: signInSchema,
    answer: signInAnswerSchema,
  },
  'POST /api/auth/sign-in/sso': {
    summary: 'Where to send the browser, to sign in with the identity provider',
    access: 'anyone',
    body: singleSignOnSchema,
    answer: z.object({ url: z.string() }),
  },
  'GET /api/auth/callback/sso': {
    summary: 'The way back from the identity provider, for browsers',
    access: 'anyone',
    status: 302,
    answer: null,
  },
  'POST /api/auth/sign-out': { summary: 'Ends the session', access: 'anyone', answer: nothing },
  'POST /api/auth/two-factor/verify-totp': {
    summary: 'Completes signing in with a code of the authenticator',
    access: 'anyone',
    body: secondFactorSchema,
    answer: nothing,
  },
  'POST /api/auth/two-factor/verify-backup-code': {
    summary: 'Completes signing in with a recovery code',
    access: 'anyone',
    body: secondFactorSchema,
    answer: nothing,
  },
  'POST /api/auth/two-factor/enable': {
    summary: 'Begins a second factor',
    access: 'anyone',
    body: confirmPasswordSchema,
    answer: twoFactorSetUpSchema,
  },
  'POST /api/auth/two-factor/disable': {
    summary: 'Removes the second factor',
    access: 'anyone',
    body: confirmPasswordSchema,
    answer: nothing,
  },
  'POST /api/auth/two-factor/generate-backup-codes': {
    summary: 'Makes new recovery codes; the old ones die',
    access: 'anyone',
    body: confirmPasswordSchema,
    answer: recoveryCodesSchema,
  },
  'POST /api/auth/change-password': {
    summary: 'Changes the password and ends every other session',
    access: 'anyone',
    body: changePasswordSchema,
    answer: nothing,
  },
  'POST /api/join/look': {
    summary: 'Whom an invitation or a reset is for',
    access: 'anyone',
    body: lookAtLinkSchema,
    answer: linkPurposeSchema,
  },
  'POST /api/join': {
    summary: 'Uses an invitation or a reset up',
    access: 'anyone',
    body: joinSchema,
    answer: z.object({ email: z.string() }),
  },
  'GET /api/sessions': { summary: 'Where I am signed in', access: 'signed-in', answer: ownSessionListSchema },
  'DELETE /api/sessions': {
    summary: 'Ends all my sessions but this one',
    access: 'signed-in',
    status: 204,
    answer: null,
  },
  'DELETE /api/sessions/{id}': {
    summary: 'Ends one of my sessions',
    access: 'signed-in',
    params: sessionReferenceSchema,
    status: 204,
    answer: null,
  },
  'GET /api/users': { summary: 'Who may sign in', access: 'users.manage', answer: userListSchema },
  'POST /api/users': {
    summary: 'Invites somebody by a link that is shown once',
    access: 'users.manage',
    body: inviteUserSchema,
    status: 201,
    answer: issuedLinkSchema,
  },
  'PATCH /api/users/{id}': {
    summary: 'Changes a role, the connections somebody sees, or whether they may sign in',
    access: 'users.manage',
    params: userReferenceSchema,
    body: changeUserSchema,
    status: 204,
    answer: null,
  },
  'POST /api/users/{id}/reset': {
    summary: 'Makes a link by which somebody sets a new password',
    access: 'users.manage',
    params: userReferenceSchema,
    status: 201,
    answer: issuedLinkSchema,
  },
  'DELETE /api/access-links/{id}': {
    summary: 'Withdraws an invitation or a reset that nobody has used',
    access: 'users.manage',
    params: accessLinkReferenceSchema,
    status: 204,
    answer: null,
  },
} as const satisfies ApiOperations;
