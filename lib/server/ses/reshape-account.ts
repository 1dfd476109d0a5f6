import 'server-only';
import type { SesAccount, SesConfigurationSet, SesIdentity } from './gateway.ts';
import { readShape } from './read-shape.ts';
import { accountShape, configurationSetShape, identityShape } from './wire-schemas.ts';

/** The answer of `GetAccount`; its contact details stay behind. */
export function reshapeAccount(body: Record<string, unknown>): SesAccount {
  const { value } = readShape(accountShape, body);
  return {
    enforcementStatus: value?.EnforcementStatus ?? null,
    productionAccessEnabled: value?.ProductionAccessEnabled ?? null,
    sendingEnabled: value?.SendingEnabled ?? null,
    max24HourSend: value?.SendQuota?.Max24HourSend ?? null,
    maxSendRate: value?.SendQuota?.MaxSendRate ?? null,
    sentLast24Hours: value?.SendQuota?.SentLast24Hours ?? null,
    metricsEnabled: isOn(value?.VdmAttributes?.VdmEnabled),
  };
}

/** SES documents ENABLED and DISABLED; any other word says nothing. */
function isOn(word: string | null | undefined): boolean | null {
  return word === 'ENABLED' ? true : word === 'DISABLED' ? false : null;
}

/** The answer of `GetEmailIdentity`, which does not repeat the name. */
export function reshapeIdentity(body: Record<string, unknown>, name: string): SesIdentity {
  const { value } = readShape(identityShape, body);
  return {
    name,
    verifiedForSending: value?.VerifiedForSendingStatus ?? null,
    verificationStatus: value?.VerificationStatus ?? null,
    dkimStatus: value?.DkimAttributes?.Status ?? null,
  };
}

export function reshapeConfigurationSet(body: Record<string, unknown>, name: string): SesConfigurationSet {
  const { value } = readShape(configurationSetShape, body);
  return { name, sendingEnabled: value?.SendingOptions?.SendingEnabled ?? null };
}
