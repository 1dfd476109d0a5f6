import 'server-only';
import { createHash } from 'node:crypto';
import type { Clock, Principal } from '../context.ts';

/** A session as the database says it now. */
export interface FoundSession {
  sessionId: string;
  token: string;
  expiresAt: number;
  /** When it was last used, as far as it was written down. */
  seenAt: number;
  principal: Extract<Principal, { kind: 'user' }>;
}

export interface SessionLookup {
  /** Checks the cookie's signature and reads the session; null when it opens nothing. */
  byCookie(cookie: string): Promise<FoundSession | null>;
  /** Reads it again by a token whose signature was checked before. */
  byToken(token: string): Promise<FoundSession | null>;
  /** Writes down when it was last used; not awaited. */
  touch(sessionId: string, seenAt: number): void;
  /** Ends one that nobody used for too long; not awaited. */
  end(sessionId: string): void;
}

interface Remembered extends FoundSession {
  checkedAt: number;
  touchedAt: number;
}

const MOST_REMEMBERED = 10_000;
/** Nobody used it for so long: it ends. The absolute end is the session's own (create-auth.ts). */
export const IDLE_MS = 12 * 3_600_000;
const TOUCH_AGAIN_AFTER_MS = 5 * 60_000;
const ANONYMOUS: Principal = { kind: 'anonymous' };

/**
 * Who holds which session cookie, kept in process under the SHA-256 of the cookie: a memory dump of the map gives no
 * cookie back. Read again after `recheckMs`, so that what another process revoked ends here too.
 */
export function rememberPrincipals(lookup: SessionLookup, clock: Clock, recheckMs: number) {
  const remembered = new Map<string, Remembered>();
  const flights = new Map<string, Promise<Principal>>();
  /** Sessions ended while a read of them was under way must not come back with its answer. */
  let endings = 0;

  async function read(key: string, cookie: string, known: Remembered | undefined): Promise<Principal> {
    const before = endings;
    const checkedAt = clock.now();
    const found = known === undefined ? await lookup.byCookie(cookie) : await lookup.byToken(known.token);
    if (found === null || found.expiresAt <= clock.now()) {
      remembered.delete(key);
      return ANONYMOUS;
    }
    const seenAt = Math.max(found.seenAt, known?.seenAt ?? 0);
    const session = { ...found, seenAt, checkedAt, touchedAt: known?.touchedAt ?? found.seenAt };
    if (before === endings) keep(key, session);
    return used(key, session);
  }

  function used(key: string, session: Remembered): Principal {
    const now = clock.now();
    if (now - session.seenAt > IDLE_MS) {
      remembered.delete(key);
      lookup.end(session.sessionId);
      return ANONYMOUS;
    }
    session.seenAt = now;
    if (now - session.touchedAt >= TOUCH_AGAIN_AFTER_MS) {
      session.touchedAt = now;
      lookup.touch(session.sessionId, now);
    }
    return session.principal;
  }

  function keep(key: string, session: Remembered): void {
    remembered.delete(key);
    remembered.set(key, session);
    const [oldest] = remembered.size > MOST_REMEMBERED ? remembered.keys() : [];
    if (oldest !== undefined) remembered.delete(oldest);
  }

  return {
    async of(cookie: string): Promise<Principal> {
      const key = createHash('sha256').update(cookie).digest('base64');
      const known = remembered.get(key);
      const now = clock.now();
      if (known !== undefined && known.expiresAt > now && now - known.checkedAt < recheckMs) return used(key, known);
      const flying = flights.get(key);
      if (flying !== undefined) return await flying;
      const flight = read(key, cookie, known).finally(() => flights.delete(key));
      flights.set(key, flight);
      return await flight;
    },
    /** At once, in this process. */
    forget(sessionIds: readonly string[]): void {
      endings += 1;
      for (const [key, session] of remembered) if (sessionIds.includes(session.sessionId)) remembered.delete(key);
    },
  };
}

/** The value of one cookie of a request, as sent. */
export function cookieOf(headers: Headers, name: string): string | null {
  const all = headers.get('cookie');
  if (all === null) return null;
  for (const part of all.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}
