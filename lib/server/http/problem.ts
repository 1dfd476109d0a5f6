import 'server-only';
import type { Problem } from '../../domain/problem.ts';
import { type ErrorCode, type ErrorDetails, isStandingError } from '../errors.ts';

/** The one place where our errors meet HTTP. */
const STATUS: Record<ErrorCode, { status: number; title: string }> = {
  'invalid-input': { status: 400, title: 'Invalid input' },
  'invalid-arn': { status: 400, title: 'Invalid ARN' },
  'entity-not-found': { status: 404, title: 'Entity not found' },
  'connection-not-found': { status: 404, title: 'Connection not found' },
  'act-not-found': { status: 404, title: 'Act not found' },
  'not-signed-in': { status: 401, title: 'Not signed in' },
  'not-permitted': { status: 403, title: 'Not permitted' },
  'cross-origin': { status: 403, title: 'Request from another site' },
  conflict: { status: 409, title: 'Conflict' },
  'acts-held': { status: 409, title: 'Acts are held' },
  'confirmation-needed': { status: 409, title: 'Confirmation needed' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'body-too-large': { status: 413, title: 'Body too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'set-up-needed': { status: 403, title: 'Set-up needed' },
  'idp-unreachable': { status: 502, title: 'Identity provider unreachable' },
  'invalid-link': { status: 403, title: 'Invalid link' },
  'invalid-set-up-token': { status: 403, title: 'Invalid set-up token' },
  'demo-only-reads': { status: 403, title: 'Not in the demo' },
  'credentials-unreadable': { status: 500, title: 'Credentials unreadable' },
  'ses-throttled': { status: 503, title: 'SES throttled us' },
  'ses-bad-request': { status: 502, title: 'SES refused the request' },
  'ses-access-denied': { status: 502, title: 'SES denied access' },
  'ses-credentials-expired': { status: 502, title: 'AWS credentials expired' },
  'ses-credentials-invalid': { status: 502, title: 'AWS credentials invalid' },
  'ses-clock-skew': { status: 502, title: 'Clock differs from AWS' },
  'ses-unreachable': { status: 502, title: 'SES unreachable' },
  'ses-conflict': { status: 409, title: 'SES reports a conflict' },
  'ses-not-found': { status: 502, title: 'SES does not know it' },
  'ses-fault': { status: 502, title: 'SES failed' },
  'wrong-account': { status: 502, title: 'Another AWS account answered' },
  'shutting-down': { status: 503, title: 'Shutting down' },
  internal: { status: 500, title: 'Internal error' },
};

export interface Failure {
  code: ErrorCode;
  status: number;
  message: string;
  details: ErrorDetails;
}

/** Translates whatever was thrown. An unknown error becomes a fixed sentence; its own words go to the log only. */
export function failureOf(error: unknown): Failure {
  // A newer copy of the module graph may know a code that this one does not.
  if (isStandingError(error) && error.code in STATUS) {
    return { code: error.code, status: STATUS[error.code].status, message: error.message, details: error.details };
  }
  return {
    code: 'internal',
    status: 500,
    message: 'Standing failed while answering. The reason is in its log under this request id.',
    details: {},
  };
}

/** RFC 9457 body as a text. */
function problemText(failure: Failure, requestId: string): string {
  const { iamAction, fields, retryAfterSeconds } = failure.details;
  const problem: Problem = {
    type: `urn:standing:problem:${failure.code}`,
    title: STATUS[failure.code].title,
    status: failure.status,
    code: failure.code,
    detail: failure.message,
    requestId,
    ...(iamAction === undefined ? {} : { iamAction }),
    ...(fields === undefined ? {} : { fields }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
  return JSON.stringify(problem);
}

function problemHeaders(failure: Failure, requestId: string): Record<string, string> {
  const retryAfterSeconds = failure.details.retryAfterSeconds;
  return {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfterSeconds))) }),
  };
}

export function problemResponse(failure: Failure, requestId: string): Response {
  const text = problemText(failure, requestId);
  const headers = { ...problemHeaders(failure, requestId), 'content-length': String(Buffer.byteLength(text)) };
  return new Response(text, { status: failure.status, headers });
}
