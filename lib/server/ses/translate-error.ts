import 'server-only';
import { type ErrorDetails, isStandingError, StandingError } from '../errors.ts';
import { CODE_OF_NAME } from './error-names.ts';
import { describeNetwork } from './describe-network.ts';
import { describeSkew } from './describe-skew.ts';
import type { FailedCall } from './failed-call.ts';

interface AwsErrorLike {
  name?: string;
  message?: string;
  $fault?: unknown;
}

/**
 * Any failure of a call as one of our own `ses-…` errors. Recognised by name: several of AWS's errors have no class.
 * The sentences never repeat credentials, nor what SES says of an account's review.
 */
export function translateError(error: unknown, call: FailedCall): StandingError {
  if (isStandingError(error)) return error;
  const { name = '', message = '' } = (error ?? {}) as AwsErrorLike;
  const { status, awsRequestId } = call.captured;
  const service = call.service ?? 'SES';
  const where = `${service} in ${call.region}`;
  const details: ErrorDetails = { cause: error, ...(awsRequestId ? { awsRequestId } : {}) };
  const skew = describeSkew(name, message, call.captured.serverTime, call.now);
  const code = skew ? 'ses-clock-skew' : (CODE_OF_NAME.get(name) ?? codeOfStatus(call.captured, error));

  const doubt = call.write ? ' Whether the change arrived is not known; the next read will tell.' : '';

  switch (code) {
    case 'ses-throttled':
      return new StandingError(
        code,
        `${where} throttled ${call.operation}: the quota of this account and Region is used up, by Standing or by other tools. Standing slows down and tries again.`,
        { ...details, retryAfterSeconds: 2 },
      );
    case 'ses-access-denied': {
      const iamAction = deniedAction(message, call);
      return new StandingError(code, denial(iamAction, message, where), { ...details, iamAction });
    }
    case 'ses-credentials-expired':
      return new StandingError(
        code,
        `The session token of these credentials has expired. Enter new credentials, or renew those the server takes from its environment.`,
        details,
      );
    case 'ses-credentials-invalid':
      return new StandingError(code, invalidCredentials(name, where), details);
    case 'ses-clock-skew':
      return new StandingError(
        code,
        `${where} refused the signature because of its time: ${skew ?? "this server's clock differs from AWS's"}. Set the clock of this server by NTP.`,
        details,
      );
    case 'ses-bad-request':
      return new StandingError(code, `${where} refused ${call.operation} as not valid: ${quote(message)}`, details);
    case 'ses-not-found':
      return new StandingError(code, `${where} does not know what ${call.operation} asked for.`, details);
    case 'ses-conflict':
      return new StandingError(
        code,
        `${where} refused ${call.operation} because another change is under way. Read the present state, then try again.`,
        details,
      );
    case 'ses-unreachable':
      return new StandingError(
        code,
        `${where} gave no answer to ${call.operation}: ${describeNetwork(error, call)}.${doubt}`,
        details,
      );
    case 'ses-fault':
      return new StandingError(
        code,
        `${where} answered ${call.operation} with a fault of its own${status ? ` (HTTP ${status})` : ''}. The present state is not known until SES answers again.${doubt}`,
        details,
      );
  }
}

/** Where the error has no name of ours: only what names its error in AWS's way is SES; the rest stands between us. */
function codeOfStatus({ status, contentType }: FailedCall['captured'], error: unknown) {
  if (status === null || status < 300) return 'ses-unreachable';
  if (status === 429) return 'ses-throttled';
  if (!isNamed(error)) return status >= 500 && !/html/i.test(contentType ?? '') ? 'ses-fault' : 'ses-unreachable';
  if (status === 403 || status === 401) return 'ses-access-denied';
  if (status === 400) return 'ses-bad-request';
  // A 404 without AWS's NotFoundException is no proof that an entity is gone.
  return 'ses-fault';
}

function isNamed(error: unknown): boolean {
  const { name, message = '', $fault } = (error ?? {}) as AwsErrorLike;
  const unread = name === 'SyntaxError' || name === 'UnknownError' || name === 'Unknown';
  return typeof $fault === 'string' && !unread && !/Unexpected token/.test(message);
}

function deniedAction(message: string, call: FailedCall): string {
  const prefix = call.service === 'STS' ? 'sts' : 'ses';
  return /not authorized to perform: ((?:ses|sts):\w+)/.exec(message)?.[1] ?? `${prefix}:${call.operation}`;
}

function denial(iamAction: string, message: string, where: string): string {
  const both =
    iamAction === 'ses:UpdateReputationEntityPolicy'
      ? ' on both the tenant and the reputation policy (arn:<partition>:ses:<region>:aws:reputation-policy/<name>)'
      : '';
  if (/service control policy/i.test(message))
    return `${where} denied ${iamAction}: a service control policy of the organisation forbids it.`;
  if (/explicit deny/i.test(message))
    return `${where} denied ${iamAction}: a policy of these credentials denies it explicitly.`;
  return `${where} denied ${iamAction}. Allow it${both} in the IAM policy of these credentials.`;
}

function invalidCredentials(name: string, where: string): string {
  if (/Signature|AuthFailure/.test(name))
    return `${where} refused the signature: the secret access key does not belong to this access key id. Enter both again.`;
  if (/ProviderError/.test(name))
    return `This server has no AWS credentials to use for ${where}: none in its environment, its shared files, or from its container or instance role.`;
  return `${where} does not know this access key: it was deleted or deactivated, or the Region is not enabled for the account.`;
}

/** SES's own words, short and inert. */
function quote(message: string): string {
  const clean = message.replace(/[\p{C}\s]+/gu, ' ').trim();
  return clean === '' ? 'it gave no reason.' : `"${clean.slice(0, 300)}".`;
}
