import { randomBytes } from 'node:crypto';
import { AwsError, accessDenied } from '../aws-error.ts';
import type { Signer } from '../http/check-signature.ts';
import type { Simulator } from '../simulator.ts';
import type { XmlTree } from './write-xml.ts';

const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;

/** AssumeRole: only a known role with its own ExternalId; the session is a key of the role's account. */
export function assumeRole(simulator: Simulator, signer: Signer, input: Record<string, string>): XmlTree {
  const arn = input['RoleArn'] ?? '';
  const sessionName = input['RoleSessionName'] ?? '';
  if (!SESSION_NAME.test(sessionName)) {
    throw new AwsError(
      'ValidationError',
      400,
      `1 validation error detected: Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: ` +
        'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
    );
  }
  const duration = Number(input['DurationSeconds'] ?? 3600);
  if (!(duration >= 900 && duration <= 43_200)) {
    throw new AwsError(
      'ValidationError',
      400,
      "Value at 'durationSeconds' failed to satisfy constraint: between 900 and 43200",
    );
  }
  const role = simulator.keys.roles.find((one) => one.arn === arn);
  if (role === undefined || (role.externalId !== null && role.externalId !== input['ExternalId'])) {
    throw accessDenied(signer.key.principal, 'sts:AssumeRole', arn);
  }
  const accessKeyId = `ASIASIM${randomBytes(8).toString('hex').slice(0, 13).toUpperCase()}`;
  const secretAccessKey = randomBytes(20).toString('hex');
  const sessionToken = randomBytes(48).toString('base64');
  const expiresAt = Date.now() + duration * 1000;
  const roleName = arn.slice(arn.lastIndexOf('/') + 1);
  const principal = `arn:aws:sts::${role.account}:assumed-role/${roleName}/${sessionName}`;
  simulator.keys.byId.set(accessKeyId, {
    accessKeyId,
    secretAccessKey,
    sessionToken,
    expiresAt,
    account: role.account,
    principal,
  });
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: new Date(expiresAt).toISOString(),
    },
    AssumedRoleUser: { AssumedRoleId: `AROASIM0000000000000:${sessionName}`, Arn: principal },
  };
}
