import 'server-only';
import type { ErrorCode } from '../errors.ts';

type SesErrorCode = Extract<ErrorCode, `ses-${string}`>;

/** AWS's error names and what they are to us. SESv2 models few of them; the rest are AWS's common errors. */
export const CODE_OF_NAME: ReadonlyMap<string, SesErrorCode> = new Map(
  Object.entries({
    'ses-throttled': [
      'TooManyRequestsException',
      'ThrottlingException',
      'Throttling',
      'ThrottledException',
      'RequestThrottled',
      'RequestThrottledException',
      'RequestLimitExceeded',
      'SlowDown',
    ],
    'ses-access-denied': [
      'AccessDeniedException',
      'AccessDenied',
      'UnauthorizedOperation',
      'NotAuthorized',
      'OptInRequired',
      'SubscriptionRequiredException',
    ],
    'ses-credentials-expired': ['ExpiredTokenException', 'ExpiredToken', 'TokenRefreshRequired'],
    'ses-credentials-invalid': [
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'InvalidAccessKeyId',
      'InvalidToken',
      'SignatureDoesNotMatch',
      'InvalidSignatureException',
      'IncompleteSignature',
      'IncompleteSignatureException',
      'MissingAuthenticationToken',
      'MissingAuthenticationTokenException',
      'AuthFailure',
      'CredentialsProviderError',
      'TokenProviderError',
      'ProviderError',
    ],
    'ses-clock-skew': ['RequestExpired', 'RequestTimeTooSkewed', 'RequestInTheFuture'],
    'ses-bad-request': [
      'BadRequestException',
      'ValidationException',
      'ValidationError',
      'InvalidParameterValue',
      'InvalidParameterCombination',
      'InvalidNextTokenException',
      'SerializationException',
      'AlreadyExistsException',
      'LimitExceededException',
    ],
    'ses-not-found': ['NotFoundException'],
    'ses-conflict': ['ConflictException', 'ConcurrentModificationException'],
  } satisfies Partial<Record<SesErrorCode, string[]>>).flatMap(([code, names]) =>
    names.map((name) => [name, code as SesErrorCode] as const),
  ),
);

/** What an error of AWS is to us, by its name alone. */
export function codeOfName(error: unknown): SesErrorCode | undefined {
  return CODE_OF_NAME.get((error as { name?: string } | null)?.name ?? '');
}

/** Node's error codes of a network that does not carry: what an operator calls it. */
export const NETWORK_TROUBLE: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'its host name does not resolve'],
  ['EAI_AGAIN', 'the name server does not answer'],
  ['ECONNREFUSED', 'the connection was refused'],
  ['ECONNRESET', 'the connection broke off'],
  ['EPIPE', 'the connection broke off'],
  ['ECONNABORTED', 'the connection broke off'],
  ['UND_ERR_SOCKET', 'the connection broke off'],
  ['ETIMEDOUT', 'the connection timed out'],
  ['EHOSTUNREACH', 'there is no route to it'],
  ['ENETUNREACH', 'there is no route to it'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'it does not speak TLS'],
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is not trusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is not trusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate is not trusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate is not trusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another name'],
]);
