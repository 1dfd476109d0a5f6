import 'server-only';

/** The keys that the audit's codes are made with; in the context, so that every verb that acts can write its row. */
export interface AuditKeys {
  /** Names the key in use; not secret. */
  readonly kid: string;
  /** 32 bytes; null for a key that is not at hand. */
  keyOf(kid: string): Uint8Array | null;
}
