import { AwsError, accessDenied } from '../aws-error.ts';
import type { Fault } from '../faults.ts';
import type { Answer } from './answer.ts';
import type { Signer } from './check-signature.ts';

/** Faults that strike the transport, whatever the answer was; the others are errors SES itself answers. */
export const isBroken = (fault: Fault): boolean =>
  fault.fault !== 'denied' &&
  fault.fault !== 'expired-token' &&
  fault.fault !== 'throttle' &&
  !fault.fault.startsWith('error-');

/** The error SES answers under such a fault. */
export function faultError(fault: Fault, signer: Signer, operation: string, resource: string): AwsError {
  switch (fault.fault) {
    case 'denied':
      return accessDenied(signer.key.principal, `ses:${operation}`, resource);
    case 'expired-token':
      return new AwsError('ExpiredTokenException', 403, 'The security token included in the request is expired');
    case 'error-500':
      return new AwsError('InternalFailure', 500, 'The request processing has failed because of an unknown error.');
    case 'error-503':
      return new AwsError(
        'ServiceUnavailable',
        503,
        'The request has failed due to a temporary failure of the server.',
      );
    default:
      return new AwsError('TooManyRequestsException', 429, 'Too many requests have been made to the operation.');
  }
}

const HTML =
  '<!DOCTYPE html><html><head><title>Proxy</title></head><body><h1>Please sign in to the network</h1></body></html>';

/** The answer as it arrives. */
export function spoil(fault: Fault, answer: Answer): Answer {
  switch (fault.fault) {
    case 'slow':
      return { ...answer, delayMs: fault.milliseconds ?? 5000 };
    case 'reset':
      return { ...answer, cut: 'before' };
    case 'half':
      return { ...answer, cut: 'middle' };
    case 'empty':
      return { status: 200, contentType: 'application/json', body: '' };
    case 'html-200':
      return { status: 200, contentType: 'text/html', body: HTML };
    case 'html-502':
      return { status: 502, contentType: 'text/html', body: HTML };
    default:
      return answer;
  }
}
