import {
  CreateTenantResourceAssociationCommand,
  DeleteTenantResourceAssociationCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import { STSClient } from '@aws-sdk/client-sts';
import type { Key } from './keys.ts';

type Credentials = Pick<Key, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;

/** The real SDK pointed at a simulator; one attempt, so that a test sees the first answer. */
export function sesClient(url: string, credentials: Credentials, region = 'us-east-1'): SESv2Client {
  return new SESv2Client({ endpoint: url, region, credentials: pickCredentials(credentials), maxAttempts: 1 });
}

export function stsClient(url: string, credentials: Credentials): STSClient {
  return new STSClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: pickCredentials(credentials),
    maxAttempts: 1,
  });
}

/** Gives a resource to a tenant, or takes it away, as somebody else would. */
export async function associate(
  client: SESv2Client,
  input: { TenantName: string; ResourceArn: string },
  attached: boolean,
): Promise<void> {
  if (attached) await client.send(new CreateTenantResourceAssociationCommand(input));
  else await client.send(new DeleteTenantResourceAssociationCommand(input));
}

/** The error a promise rejects with; fails the test when it does not. */
export async function errorOf(promise: Promise<unknown>): Promise<AwsLikeError> {
  try {
    await promise;
  } catch (error) {
    return error as AwsLikeError;
  }
  throw new Error('It was expected to fail and did not');
}

export interface AwsLikeError extends Error {
  $metadata?: { httpStatusCode?: number };
}

const pickCredentials = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Credentials => ({
  accessKeyId,
  secretAccessKey,
  ...(sessionToken === undefined ? {} : { sessionToken }),
});
