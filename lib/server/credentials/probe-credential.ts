import 'server-only';
import { parseArn } from '../../domain/arn.ts';
import { hasCode } from '../errors.ts';
import type { CallerIdentity, SesConnection } from '../ses/gateway.ts';

/** What one look with a credential told. `null`: SES and STS said nothing of it. */
export interface ProbeResult {
  account: string | null;
  partition: string | null;
  /** IAM actions that SES refused. */
  denied: string[];
}

/** Longer than a slow SES, shorter than a person's patience. */
const PROBE_LIMIT_MS = 15_000;

/**
 * Asks STS who the credential is, and SES for one page of entities: a credential that neither accepts is not stored.
 * STS may be out of reach where SES is not, so its silence is no failure; a denied action proves the credential genuine;
 * a throttle too, once STS has named the account.
 * @throws StandingError with the `ses-…` code of what is wrong.
 */
export async function probeCredential(connection: SesConnection): Promise<ProbeResult> {
  const signal = AbortSignal.timeout(PROBE_LIMIT_MS);
  const identity = await identify(connection, signal);
  try {
    const { value } = await connection.listEntities({}, null, { lane: 'open-entity', signal });
    const first = value.entities.map(({ arn }) => parseArn(arn)).find((arn) => arn !== null);
    return {
      account: identity?.account ?? first?.account ?? null,
      partition: identity?.partition ?? first?.partition ?? null,
      denied: [],
    };
  } catch (error) {
    const isGenuine = hasCode(error, 'ses-access-denied') || (identity !== null && hasCode(error, 'ses-throttled'));
    if (!isGenuine) throw error;
    const { iamAction } = error.details;
    return {
      account: identity?.account ?? null,
      partition: identity?.partition ?? null,
      denied: iamAction === undefined ? [] : [iamAction],
    };
  }
}

async function identify(connection: SesConnection, signal: AbortSignal): Promise<CallerIdentity | null> {
  try {
    return await connection.callerIdentity(signal);
  } catch (error) {
    // STS knows every key of every account: its refusal of a key is final, its silence is not.
    if (hasCode(error, 'ses-credentials-invalid', 'ses-credentials-expired', 'ses-clock-skew')) throw error;
    return null;
  }
}
