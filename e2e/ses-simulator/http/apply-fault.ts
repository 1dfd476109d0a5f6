import { AwsError, accessDenied } from '../aws-error.ts';
import { FAULTS, type Fault } from '../faults.ts';
import type { Simulator } from '../simulator.ts';
import type { Answer } from './answer.ts';
import { throttleError } from './check-rate.ts';
import type { Signer } from './check-signature.ts';

/** The error SES answers under such a fault, or undefined when the fault only spoils the answer. */
export function faultError(
  simulator: Simulator,
  fault: Fault | undefined,
  signer: Signer,
  action: string,
  resource: string,
): AwsError | undefined {
  if (fault === undefined || FAULTS[fault.fault] !== 'request') return undefined;
  switch (fault.fault) {
    case 'denied':
      return accessDenied(signer.key.principal, action, resource);
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
    case 'conflict':
      return new AwsError('ConflictException', 409, 'There is already an ongoing account details update under review.');
    case 'throttle':
      return throttleError(simulator);
    default:
      return new AwsError(
        fault.type ?? 'InternalFailure',
        fault.status ?? 500,
        fault.message ?? 'A fault was asked for.',
      );
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
    case 'truncated':
      return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
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
