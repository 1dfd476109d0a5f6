import 'server-only';
import * as z from 'zod/mini';
import { StandingError } from '../errors.ts';
import type { SesCredential } from '../ses/gateway.ts';
import type { ConnectionTable } from '../store/schema.ts';
import type { Place, Vault } from './vault.ts';

const storedKeysSchema = z.object({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.optional(z.string()),
});

/** Where the credential of a connection is kept. */
export function placeOf(connectionId: string): Place {
  return { table: 'connections', id: connectionId, column: 'sealed' };
}

/**
 * What the gateway needs to reach SES for this row.
 * @throws StandingError `credentials-unreadable` when it does not open under the key in use.
 */
export async function credentialOf(
  vault: Vault,
  row: Pick<ConnectionTable, 'id' | 'source' | 'sealed'>,
): Promise<SesCredential> {
  if (row.source === 'ambient') return { source: 'ambient' };
  if (row.source !== 'static-keys' || row.sealed === null) {
    throw new StandingError(
      'credentials-unreadable',
      `The connection ${row.id} holds no credential that this version can read. Delete it and add it again.`,
    );
  }
  const keys = storedKeysSchema.parse(JSON.parse(await vault.open(placeOf(row.id), row.sealed)));
  return { source: 'static-keys', ...keys };
}
