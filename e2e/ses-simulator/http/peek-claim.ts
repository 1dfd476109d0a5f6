import type { Simulator } from '../simulator.ts';
import { readClaim } from './check-signature.ts';
import type { RawRequest } from './raw-request.ts';

/** Account and Region a request claims, before anything is checked: for faults and the log. */
export function peekClaim(
  simulator: Simulator,
  request: RawRequest,
): { account: string | null; region: string | null } {
  try {
    const claim = readClaim(request);
    return { account: simulator.keys.byId.get(claim.accessKeyId)?.account ?? null, region: claim.region };
  } catch {
    return { account: null, region: null };
  }
}
