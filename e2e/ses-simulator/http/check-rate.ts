import { AwsError } from '../aws-error.ts';
import type { Simulator } from '../simulator.ts';
import type { Signer } from './check-signature.ts';

/** Refuses a request over the rate of its account and Region, in the words the switch chooses. */
export function checkRate(simulator: Simulator, signer: Signer, operation: string): void {
  const perSecond = simulator.requestsPerSecond;
  if (perSecond <= 0) return;
  const place = `${signer.key.account}/${signer.region}`;
  // The model gives metrics a rate of their own: sixteen a second.
  const isMetrics = operation === 'BatchGetMetricData';
  const isOwn = isMetrics || simulator.world.switches.rateScope === 'per-operation';
  const key = isOwn ? `${place}/${operation}` : place;
  if (!simulator.rate.take(key, isMetrics ? perSecond * 16 : perSecond)) throw throttleError(simulator);
}

let mixed = 0;

/** A throttle: 429 TooManyRequestsException, 400 ThrottlingException, or each in turn. */
export function throttleError(simulator: Simulator): AwsError {
  const kind = simulator.world.switches.throttleError;
  const isModelled = kind === 'too-many-requests' || (kind === 'mixed' && mixed++ % 2 === 0);
  return isModelled
    ? new AwsError('TooManyRequestsException', 429, 'Too many requests have been made to the operation.')
    : new AwsError('ThrottlingException', 400, 'Rate exceeded');
}
