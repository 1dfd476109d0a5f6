import 'server-only';
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { STSClientConfig } from '@aws-sdk/client-sts';
import { isStandingError, StandingError } from '../errors.ts';
import { arrivedWith } from './arrived-with.ts';
import { codeOfName } from './error-names.ts';
import type { SesCredential } from './gateway.ts';
import { translateError } from './translate-error.ts';

/** What a client signs with; the same shape as the SDK's. */
interface Signing {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}
export type Provider = () => Promise<Signing>;

type Settings = Pick<STSClientConfig, 'region' | 'maxAttempts' | 'requestHandler'> & { region: string };

/** The session of reads and sweeps; a write goes by one that names its operator. */
export const OWN_SESSION = 'standing';
/** AWS ends a session that one role opened from another after an hour, whatever is asked. */
const SESSION_SECONDS = 3600;

/** What the source of a credential gives, before any role. Files are read again for each client: they may be exchanged. */
export function sourceOf(credential: SesCredential): Provider {
  switch (credential.source) {
    case 'ambient':
      return fromNodeProviderChain({ ignoreCache: true });
    case 'profile':
      return fromIni({ profile: credential.profile, ignoreCache: true });
    case 'static-keys': {
      const { accessKeyId, secretAccessKey, sessionToken } = credential;
      return async () => ({ accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) });
    }
  }
}

/**
 * What to sign requests to SES with: the source itself, or the role assumed with it, renewed by the SDK before it ends.
 * @throws (on use) StandingError `ses-credentials-invalid` where the role cannot be assumed, saying what to change.
 */
export function providerOf(credential: SesCredential, sessionName: string, settings: Settings): Provider {
  const { role } = credential;
  if (role === undefined) return sourceOf(credential);
  const assume = fromTemporaryCredentials({
    masterCredentials: sourceOf(credential),
    params: {
      RoleArn: role.arn,
      RoleSessionName: sessionNameOf(sessionName),
      ExternalId: role.externalId,
      DurationSeconds: SESSION_SECONDS,
    },
    clientConfig: settings,
  });
  return async () => {
    try {
      return await assume();
    } catch (error) {
      throw notAssumed(error, role.arn, settings.region);
    }
  };
}

/** Letters, digits and `_+=,.@-`, 2 to 64 of them, is all that AWS takes. */
export function sessionNameOf(operator: string): string {
  return operator
    .replace(/[^\w+=,.@-]+/g, '-')
    .slice(0, 64)
    .padEnd(2, '-');
}

function notAssumed(error: unknown, role: string, region: string): StandingError {
  if (isStandingError(error)) return error;
  if (codeOfName(error) === 'ses-access-denied') {
    return new StandingError(
      'ses-credentials-invalid',
      `STS in ${region} refused to let these credentials assume ${role}. Its trust policy must name them and the ExternalId of this connection, and they must be allowed sts:AssumeRole on it.`,
      { cause: error, iamAction: 'sts:AssumeRole' },
    );
  }
  const call = { operation: 'AssumeRole', region, service: 'STS' as const, captured: arrivedWith(error) };
  return translateError(error, { ...call, now: Date.now() });
}
