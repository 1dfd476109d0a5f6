import 'server-only';

/**
 * The closed set of our own errors. Domain code throws these; only the route wrapper knows HTTP.
 * Next bundles route code as a second module graph, so an error is recognised by its brand, never by `instanceof`.
 */
export type ErrorCode =
  | 'invalid-input'
  | 'invalid-arn'
  | 'entity-not-found'
  | 'connection-not-found'
  | 'act-not-found'
  | 'not-signed-in'
  | 'not-permitted'
  | 'cross-origin'
  | 'conflict'
  | 'acts-held'
  | 'confirmation-needed'
  | 'too-many-requests'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'method-not-allowed'
  | 'not-found'
  | 'set-up-needed'
  | 'invalid-set-up-token'
  | 'invalid-link'
  | 'idp-unreachable'
  | 'demo-only-reads'
  | 'credentials-unreadable'
  | 'ses-throttled'
  | 'ses-bad-request'
  | 'ses-access-denied'
  | 'ses-credentials-expired'
  | 'ses-credentials-invalid'
  | 'ses-clock-skew'
  | 'ses-unreachable'
  | 'ses-conflict'
  | 'ses-not-found'
  | 'ses-fault'
  | 'wrong-account'
  | 'shutting-down'
  | 'internal';

export interface ErrorDetails {
  iamAction?: string;
  retryAfterSeconds?: number;
  /** AWS's request id, for a Support case. */
  awsRequestId?: string;
  fields?: { field: string; message: string }[];
  /** Whom a refused sign-in named: for the audit, never answered. */
  account?: string;
  cause?: unknown;
}

const BRAND = Symbol.for('standing.error');

export class StandingError extends Error {
  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  /** @param message what happened, what is still true, what to do: one or two plain sentences for an operator. */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'StandingError';
    this.code = code;
    this.details = details;
  }
}

export function isStandingError(error: unknown): error is StandingError {
  return typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[BRAND] === true;
}

export function hasCode(error: unknown, ...codes: ErrorCode[]): error is StandingError {
  return isStandingError(error) && codes.includes(error.code);
}

export function notFound(kind: 'entity' | 'connection' | 'act', name: string): StandingError {
  return new StandingError(`${kind}-not-found`, `No ${kind} is known as ${name}.`);
}

export function conflict(message: string): StandingError {
  return new StandingError('conflict', message);
}
