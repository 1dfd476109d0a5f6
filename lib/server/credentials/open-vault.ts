import 'server-only';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { StandingError } from '../errors.ts';
import type { Keys } from './open-keys.ts';
import type { Place, Vault } from './vault.ts';

const PROTECTED_MEMBERS = ['alg', 'enc', 'kid', 'place'];

/** The vault over the sealing keys: seals with the one in use, opens with any at hand. Formats: RFC 7516 compact serialisation, `dir` with A256GCM. */
export function openVault(keys: Keys): Vault {
  const key = keys.keyFor('sealing');
  const kid = keys.kidFor('sealing');
  return {
    kid,
    async seal(place, text) {
      const encrypt = new CompactEncrypt(new TextEncoder().encode(text));
      encrypt.setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid, place: nameOf(place) });
      return await encrypt.encrypt(key);
    },
    async open(place, sealed) {
      refuseNonCanonical(sealed);
      const header = readHeader(sealed);
      const opener = keys.allFor('sealing').find((named) => named.kid === header.kid);
      if (opener === undefined) {
        throw unreadable(
          `This credential was sealed under the key ${shown(header.kid)}, and the key in use is ${kid}. Start with the STANDING_SECRET or key file it was stored with, or delete the connection and add it again.`,
        );
      }
      const text = await decrypt(sealed, opener.key);
      if (header['place'] !== nameOf(place)) throw unreadable(ALTERED);
      return text;
    },
  };
}

const ALTERED =
  'This stored credential was altered or moved and does not open. Delete the connection and add it again.';

async function decrypt(sealed: string, key: Uint8Array): Promise<string> {
  try {
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
  } catch {
    // The library's reason may quote the text; it stays here.
    throw unreadable(ALTERED);
  }
}

function readHeader(sealed: string): Record<string, unknown> {
  let header: Record<string, unknown>;
  try {
    header = decodeProtectedHeader(sealed);
  } catch {
    throw unreadable(ALTERED);
  }
  if (Object.keys(header).toSorted().join() !== PROTECTED_MEMBERS.join()) throw unreadable(ALTERED);
  return header;
}

/**
 * Base64url decoders ignore the unused bits of a last character, white space and padding, so that many texts open as one.
 * Only the one text we wrote is accepted: five segments, each equal to its own re-encoding, the key segment empty.
 */
function refuseNonCanonical(sealed: string): void {
  const segments = sealed.split('.');
  const canonical = segments.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
  if (segments.length !== 5 || segments[1] !== '' || !canonical) throw unreadable(ALTERED);
}

function nameOf(place: Place): string {
  return [place.table, place.id, place.column].map(encodeURIComponent).join('/');
}

function shown(kid: unknown): string {
  return typeof kid === 'string' ? kid.slice(0, 16) : 'unknown';
}

function unreadable(message: string): StandingError {
  return new StandingError('credentials-unreadable', message);
}
