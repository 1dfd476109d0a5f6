import 'server-only';
import type { Connection } from '../domain/connection.ts';
import type { Session, SetUp } from '../domain/session.ts';
import type { AuditKeeper } from './audit/keep-audit.ts';
import type { LinkPurpose, UseLink } from '../domain/user.ts';
import type { Config } from './config.ts';
import type { Clock, Context, Principal } from './context.ts';
import type { Vault } from './credentials/vault.ts';
import type { Log } from './log.ts';
import type { SesGateway } from './ses/gateway.ts';
import type { Sharing } from './sharing/open-sharing.ts';
import type { Store } from './store/store.ts';

/** Answers who is asking, cheaply: looked up once, then kept in process until revoked. */
export interface Sessions {
  /** Where people reach Standing: links begin with it. */
  baseUrl: string;
  /** What the identity provider is called; null: none is set up. */
  singleSignOn: string | null;
  principalOf(headers: Headers): Promise<Principal>;
  /** An API token was revoked: it opens nothing from now on. */
  tokenEnded(id: string): void;
  /** `set-up` while there is no administrator. */
  state(principal: Principal): Promise<Session['state']>;
  /** `/api/auth/*`, by the sign-in library; throws our errors. */
  handle(request: Request, context: Context): Promise<Response>;
  /** Creates the first administrator; refuses a wrong or used token. */
  setUp(context: Context, input: SetUp): Promise<void>;
  /** Whom an invitation or a reset is for. */
  lookAtLink(context: Context, token: string): Promise<LinkPurpose>;
  /** Uses an invitation or a reset up. @returns the address to sign in with. */
  join(context: Context, input: UseLink): Promise<{ email: string }>;
  /** Sessions that a verb ended: refused here from now on, elsewhere within a second. */
  forget(sessionIds: readonly string[]): void;
}

/** The watcher's live state, for the health routes and the connections' answers. */
export interface Watcher {
  start(): Promise<void>;
  /** Resolves when no read is under way and the lease is given back. */
  stop(): Promise<void>;
  /** Called when a connection was added, renewed, paused or deleted. */
  connectionsChanged(): void;
  /** Live part of a connection's answer (running sweeps); what is durable comes from the store. */
  report(connectionId: string): Pick<Connection, 'sweeps'> | null;
  /** True when every sweep is younger than three intervals. */
  healthy(): boolean;
}

/** Tells open pages what may have moved. */
export interface LiveHub {
  /**
   * Server-sent events for whoever asks, of what they may hear; it ends when they may no longer.
   * @param after the position up to which they have heard all; null: they begin now.
   * @throws StandingError `not-permitted`, `too-many-requests`.
   */
  open(context: Context, after: string | null): Promise<ReadableStream<Uint8Array>>;
  figures(): { streams: number; messages: number; slow: number };
  /** Ends all streams. */
  close(): void;
}

/** Figures for Prometheus. */
export interface Metrics {
  /** Media type of the text. */
  type: string;
  /** Of the connections that whoever asks may see. */
  collect(context: Context): Promise<string>;
}

/** The one state of the process; made by `createStanding`, read by routes, instrumentation and the door. */
export interface Standing {
  config: Config;
  store: Store;
  gateway: SesGateway;
  vault: Vault;
  sessions: Sessions;
  /** Opens and signs links for people without an account. */
  sharing: Sharing;
  watcher: Watcher;
  live: LiveHub;
  metrics: Metrics;
  /** Where the door tells of what it refused. */
  refusals: AuditKeeper['refusals'];
  clock: Clock;
  log: Log;
  contextFor(principal: Principal, from?: { requestId: string; clientAddress: string | null }): Context;
  close(): Promise<void>;
}

const KEY = Symbol.for('standing');

/** The state that `server.ts` made before Next started. Next builds routes and instrumentation as separate module graphs. */
export function standing(): Standing {
  const state = (globalThis as Record<symbol, unknown>)[KEY];
  if (state === undefined) throw new Error('Standing is not running: server.ts makes its state before Next starts.');
  return state as Standing;
}

export function putStanding(state: Standing | undefined): void {
  (globalThis as Record<symbol, unknown>)[KEY] = state;
}
