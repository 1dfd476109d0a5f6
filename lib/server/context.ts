import 'server-only';
import type { Access, Role } from '../domain/access.ts';
import type { AuditKeys } from './audit/audit-keys.ts';
import type { Vault } from './credentials/vault.ts';
import type { Log } from './log.ts';
import type { SesGateway } from './ses/gateway.ts';
import type { Store } from './store/store.ts';

/** Who asks. A new kind does not compile until every switch handles it. */
export type Principal =
  | (Access & { kind: 'user'; id: string; email: string; name: string; sessionId: string })
  /** An API token: what it may is never more than its owner may now. */
  | (Access & { kind: 'token'; id: string; name: string; userId: string; email: string })
  /** Whoever holds a share link: may read what that link opens and nothing else. */
  | { kind: 'share-link'; id: string; connectionIds: readonly string[] }
  | { kind: 'demo'; role: Role }
  | { kind: 'watcher' }
  | { kind: 'command-line' }
  | { kind: 'anonymous' };

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** What a verb needs, given by the door that called it. */
export interface Context {
  principal: Principal;
  /** Reads through it see the principal's connections only (see scoped-store.ts). */
  store: Store;
  gateway: SesGateway;
  /** Seals and opens stored credentials; in the context so that its library stays out of the routes' bundles. */
  vault: Vault;
  /** Each act writes its row into a chain of codes made with these. */
  auditKeys: AuditKeys;
  clock: Clock;
  log: Log;
  /** Of the request that started it; null for the watcher and the command line. */
  requestId: string | null;
  clientAddress: string | null;
}
