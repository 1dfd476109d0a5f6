import 'server-only';

/** Where a sealed value belongs. Written into its protected header and compared after opening. */
export interface Place {
  table: string;
  id: string;
  column: string;
}

/** Seals secrets for storage and opens them again, each only in its own place. */
export interface Vault {
  /** Names the sealing key in use; not secret. */
  readonly kid: string;
  /** Compact JWE (dir, A256GCM) of the text, bound to the place. */
  seal(place: Place, text: string): Promise<string>;
  /** @throws StandingError `credentials-unreadable`: another key, another place, or a changed text. */
  open(place: Place, sealed: string): Promise<string>;
}
