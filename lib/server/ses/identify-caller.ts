import 'server-only';
import { StandingError } from '../errors.ts';
import { arrivedWith } from './arrived-with.ts';
import { givenUp, type Line } from './call-ses.ts';
import type { CallerIdentity } from './gateway.ts';
import { translateError } from './translate-error.ts';
import { withDeadline } from './with-deadline.ts';

/**
 * Whose credentials these are, by STS; not part of the SES budget. STS may be out of reach where SES is not, so a caller
 * may go on without the answer.
 * @throws StandingError with a `ses-…` code whose message names STS.
 */
export async function identifyCaller(line: Line, caller?: AbortSignal): Promise<CallerIdentity> {
  const given = caller ? AbortSignal.any([caller, line.closed]) : line.closed;
  const client = line.client();
  const release = client.hold();
  const { signal, expired, end } = withDeadline(given, line.deadlines.requestMilliseconds);
  try {
    const { Account, Arn } = await client.identify(signal);
    const partition = /^arn:([a-z-]+):/.exec(Arn ?? '')?.[1];
    if (!/^\d{12}$/.test(Account ?? '') || !partition)
      throw new StandingError('ses-fault', `STS in ${line.region} answered without the account.`);
    return { account: String(Account), partition, arn: Arn };
  } catch (error) {
    if (given.aborted) throw givenUp(given.reason);
    const captured = arrivedWith(error);
    const call = { operation: 'GetCallerIdentity', region: line.region, service: 'STS' as const, captured };
    throw translateError(expired() ? signal.reason : error, { ...call, now: line.clock.now() });
  } finally {
    end();
    release();
  }
}
