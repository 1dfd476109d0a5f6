import 'server-only';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { OWN_SESSION, providerOf, sourceOf } from './credential-provider.ts';
import type { SesCredential } from './gateway.ts';

export interface Deadlines {
  connectMilliseconds: number;
  /** From the moment a request may leave until its whole answer is here. */
  requestMilliseconds: number;
}

/** The SDK clients of one credential in one Region; replaced as a whole when the credential changes. */
export interface SesClient {
  readonly ses: SESv2Client;
  identify(signal: AbortSignal): Promise<{ Account?: string; Arn?: string }>;
  /** For the check of the trust policy alone; null where no role is assumed. @throws the SDK's error. */
  assumeWithoutExternalId(signal: AbortSignal): Promise<'assumed' | null>;
  /** Counts a call for as long as it runs. */
  hold(): () => void;
  /** Takes no further calls; connections close when the running ones have ended. */
  retire(): void;
}

/**
 * The SDK neither retries nor paces: the budget does. Endpoints come from the SDK's own environment variables.
 * @param sessionName who is named in `RoleSessionName` where a role is assumed.
 */
export function createSesClient(
  region: string,
  credential: SesCredential,
  deadlines: Deadlines,
  sessionName: string = OWN_SESSION,
): SesClient {
  const plain = {
    region,
    maxAttempts: 1,
    customUserAgent: [['standing']] as [string][],
    requestHandler: {
      connectionTimeout: deadlines.connectMilliseconds,
      requestTimeout: deadlines.requestMilliseconds,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: 50 },
      httpsAgent: { keepAlive: true, maxSockets: 50 },
    },
  };
  const settings = { ...plain, credentials: providerOf(credential, sessionName, plain) };
  const ses = new SESv2Client(settings);
  let sts: STSClient | null = null;
  let running = 0;
  let retired = false;
  const destroyWhenIdle = () => {
    if (!retired || running > 0) return;
    ses.destroy();
    sts?.destroy();
  };
  return {
    ses,
    identify: (signal) =>
      (sts ??= new STSClient(settings)).send(new GetCallerIdentityCommand({}), { abortSignal: signal }),
    assumeWithoutExternalId: async (signal) => {
      if (credential.role === undefined) return null;
      const bare = new STSClient({ ...plain, credentials: sourceOf(credential) });
      const asked = { RoleArn: credential.role.arn, RoleSessionName: 'standing-check', DurationSeconds: 900 };
      try {
        await bare.send(new AssumeRoleCommand(asked), { abortSignal: signal });
        return 'assumed';
      } finally {
        bare.destroy();
      }
    },
    hold: () => {
      running += 1;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        running -= 1;
        destroyWhenIdle();
      };
    },
    retire: () => {
      retired = true;
      destroyWhenIdle();
    },
  };
}
