import 'server-only';
import * as z from 'zod/mini';
import type { RotateConnection } from '../../domain/connection.ts';
import { StandingError } from '../errors.ts';
import type { SesCredential } from '../ses/gateway.ts';
import type { ConnectionTable } from '../store/schema.ts';
import type { Place, Vault } from './vault.ts';

const storedKeysSchema = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.optional(z.string()),
});

/** The members of a row that say how to reach SES; all but `sealed` may be shown. */
export type CredentialRow = Pick<ConnectionTable, 'id' | 'source' | 'sealed' | 'profile' | 'role_arn' | 'external_id'>;

/** Where the credential of a connection is kept. */
export function placeOf(connectionId: string): Place {
  return { table: 'connections', id: connectionId, column: 'sealed' };
}

/**
 * What the gateway needs to reach SES for this row.
 * @throws StandingError `credentials-unreadable` when it does not open under the key in use.
 */
export async function credentialOf(vault: Vault, row: CredentialRow): Promise<SesCredential> {
  const role =
    row.role_arn === null || row.external_id === null
      ? {}
      : { role: { arn: row.role_arn, externalId: row.external_id } };
  if (row.source === 'ambient') return { source: 'ambient', ...role };
  if (row.source === 'profile' && row.profile !== null) return { source: 'profile', profile: row.profile, ...role };
  if (row.source !== 'static-keys' || row.sealed === null) {
    throw new StandingError(
      'credentials-unreadable',
      `The connection ${row.id} holds no credential that this version can read. Delete it and add it again.`,
    );
  }
  const keys = storedKeysSchema.parse(JSON.parse(await vault.open(placeOf(row.id), row.sealed)));
  return { source: 'static-keys', ...keys, ...role };
}

/** What somebody entered, as the gateway takes it. The schema has seen that what the source needs is there. */
export function enteredCredential(input: RotateConnection): SesCredential {
  const { source = 'static-keys', accessKeyId = '', secretAccessKey = '', sessionToken, profile = '' } = input;
  if (source === 'ambient') return { source };
  if (source === 'profile') return { source, profile };
  return { source, accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

/** The columns that keep a credential in this row: keys sealed for it alone, the rest as it is. */
export async function storedCredential(
  vault: Vault,
  id: string,
  credential: SesCredential,
): Promise<Pick<ConnectionTable, 'source' | 'sealed' | 'access_key_hint' | 'profile'>> {
  const { source } = credential;
  const profile = source === 'profile' ? credential.profile : null;
  if (source !== 'static-keys') return { source, sealed: null, access_key_hint: null, profile };
  const { accessKeyId, secretAccessKey, sessionToken } = credential;
  const keys = JSON.stringify({ accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) });
  return {
    source,
    sealed: await vault.seal(placeOf(id), keys),
    access_key_hint: accessKeyId.slice(-4),
    profile,
  };
}

/** A credential in words that may be shown and written down. */
export function wordsOf(credential: SesCredential): string {
  const role = credential.role === undefined ? '' : `, role ${credential.role.arn}`;
  switch (credential.source) {
    case 'ambient':
      return `credentials of the environment${role}`;
    case 'profile':
      return `profile ${credential.profile}${role}`;
    case 'static-keys':
      return `key …${credential.accessKeyId.slice(-4)}${role}`;
  }
}
