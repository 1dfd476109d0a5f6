import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Keys } from '../credentials/open-keys.ts';

/** What is signed with the key of purpose `links`; one kind never passes for another. */
export type SignedKind = 'page' | 'badge' | 'evidence';

export interface Signed {
  /** Names the key. */
  kid: string;
  /** HMAC-SHA-256, base64url. */
  code: string;
}

export interface LinkSigner {
  sign(kind: SignedKind, text: string): Signed;
  /** `unknown-key`: made under a secret that is not at hand. */
  check(kind: SignedKind, text: string, signed: Signed): 'holds' | 'altered' | 'unknown-key';
}

/** @param kept keys that were replaced: they open no link any more, but what they signed as evidence still verifies. */
export function linkSigner(
  keys: Pick<Keys, 'keyFor' | 'kidFor' | 'allFor'>,
  kept: ReadonlyMap<string, Uint8Array> = new Map(),
): LinkSigner {
  return {
    sign: (kind, text) => ({ kid: keys.kidFor('links'), code: codeOf(keys.keyFor('links'), kind, text) }),
    check(kind, text, { kid, code }) {
      const found = keys.allFor('links').find((key) => key.kid === kid)?.key;
      const key = found ?? (kind === 'evidence' ? kept.get(kid) : undefined);
      if (key === undefined) return 'unknown-key';
      const expected = Buffer.from(codeOf(key, kind, text));
      const given = Buffer.from(code);
      return given.length === expected.length && timingSafeEqual(given, expected) ? 'holds' : 'altered';
    },
  };
}

function codeOf(key: Uint8Array, kind: SignedKind, text: string): string {
  return createHmac('sha256', key).update(`standing/${kind}/v1\n${text}`).digest('base64url');
}
