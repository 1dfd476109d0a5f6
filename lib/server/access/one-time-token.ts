import 'server-only';
import { createHash, randomBytes } from 'node:crypto';

/** Letters that no eye reads as another; 24 of them carry 118 bits. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

/** A token that a person may have to type, in four groups. Only its hash is stored. */
export function makeOneTimeToken(): string {
  const letters = Array.from({ length: 24 }, () => LETTERS[randomIndexBelow(LETTERS.length)]).join('');
  return letters.replace(/(.{6})(?=.)/g, '$1-');
}

/** @param purpose so that a token of one kind never opens another. Case and separators do not count. */
export function hashOfToken(purpose: string, token: string): string {
  const plain = token.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return createHash('sha256').update(`standing/${purpose}/${plain}`).digest('base64url');
}

/** Uniform: bytes that would favour the first letters are thrown away. */
function randomIndexBelow(below: number): number {
  for (;;) {
    const byte = randomBytes(1)[0] ?? 255;
    if (byte < 256 - (256 % below)) return byte % below;
  }
}
