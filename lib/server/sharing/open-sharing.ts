import 'server-only';
import type { Kysely } from 'kysely';
import { countAttempts } from '../access/count-attempts.ts';
import type { Clock, Principal } from '../context.ts';
import type { Keys } from '../credentials/open-keys.ts';
import { StandingError } from '../errors.ts';
import type { StandingDatabase } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { type LinkSigner, linkSigner } from './link-signer.ts';
import { linkPrincipal, loadShareLinks, type ShareLinkRow, stateOfLink } from './load-share-links.ts';
import { readShareToken, type ShareKind, tokenFits } from './share-token.ts';

/** What opens share links and badges, and signs them. */
export interface Sharing {
  signer: LinkSigner;
  /** Null where the request carries no share link at all; whoever carries a wrong one is nobody. */
  principalOf(headers: Headers): Promise<Principal> | null;
  /**
   * The link that a token opens now.
   * @throws StandingError `invalid-link`, one sentence for whatever is wrong with it; `too-many-requests`.
   */
  open(kind: ShareKind, token: string, clientAddress: string | null): Promise<ShareLinkRow>;
}

export interface SharingParts {
  store: Store;
  keys: Pick<Keys, 'keyFor' | 'kidFor' | 'allFor'>;
  /** Outside the store's own transactions, as `countAttempts` takes it. */
  database: Kysely<StandingDatabase>;
  clock: Clock;
  isDemo: boolean;
  clientAddressHeader: string;
}

export function openSharing(parts: SharingParts): Sharing {
  const { store, clock, isDemo, clientAddressHeader } = parts;
  const signer = linkSigner(parts.keys);
  const attempts = countAttempts(parts.database, clock);

  async function find(kind: ShareKind, text: string): Promise<ShareLinkRow | null> {
    const token = readShareToken(kind, text);
    if (token === null) return null;
    const [row] = await loadShareLinks(store.read, { id: token.id });
    if (row === undefined || row.kind !== kind || !tokenFits(signer, token, row)) return null;
    return stateOfLink(row, clock.now(), isDemo) === 'active' ? row : null;
  }

  async function open(kind: ShareKind, text: string, address: string | null): Promise<ShareLinkRow> {
    // Counted before it is looked at, so that many guesses at once count like one after another.
    const attempt = await attempts.begin({ purpose: `share-${kind}`, account: null, address });
    const row = await find(kind, text);
    if (row === null) throw invalidShareLink();
    await attempt.succeeded();
    return row;
  }

  return {
    signer,
    open,
    principalOf(headers) {
      const [, token] = /^Share +(\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
      if (token === undefined) return null;
      return open('page', token, headers.get(clientAddressHeader)).then(linkPrincipal);
    },
  };
}

/** Wrong, expired, revoked, ended: whoever holds it learns nothing of which. */
export function invalidShareLink(): StandingError {
  return new StandingError(
    'invalid-link',
    'This link is wrong, has ended, or was revoked. Ask whoever gave it to you for a new one.',
  );
}
