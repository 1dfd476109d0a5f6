import 'server-only';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
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
  /** Counts a call for as long as it runs. */
  hold(): () => void;
  /** Takes no further calls; connections close when the running ones have ended. */
  retire(): void;
}

/** The SDK neither retries nor paces: the budget does. Endpoints come from the SDK's own environment variables. */
export function createSesClient(region: string, credential: SesCredential, deadlines: Deadlines): SesClient {
  const settings = {
    region,
    credentials: credentialsOf(credential),
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

function credentialsOf(credential: SesCredential) {
  switch (credential.source) {
    case 'ambient':
      // Files are read again when the client is renewed: an operator who refreshed them must not have to restart.
      return fromNodeProviderChain({ ignoreCache: true });
    case 'static-keys': {
      const { accessKeyId, secretAccessKey, sessionToken } = credential;
      return { accessKeyId, secretAccessKey, sessionToken };
    }
  }
}
