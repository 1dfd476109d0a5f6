import 'server-only';
import { type Permission, refusalFor, refusalForToken } from '../domain/access.ts';
import type { Principal } from './context.ts';
import { StandingError } from './errors.ts';

/**
 * May this principal do this? Verbs ask by `authorise`; the route wrapper asks before it parses anything.
 * @throws StandingError `not-signed-in` for nobody, `not-permitted` for a role that is too low, or for what cannot be
 *   done with some connections alone.
 */
export function checkPermission(principal: Principal, permission: Permission): void {
  const refusal = refusalOf(principal, permission);
  if (refusal !== null) throw refusal;
}

function refusalOf(principal: Principal, permission: Permission): StandingError | null {
  switch (principal.kind) {
    case 'watcher':
    case 'command-line':
      return null;
    case 'user':
      return notPermitted(refusalFor(principal, permission));
    case 'token':
      return notPermitted(refusalForToken(principal, permission));
    case 'demo':
      return notPermitted(refusalFor({ role: principal.role, connectionIds: null }, permission));
    case 'share-link':
      return new StandingError('not-permitted', 'A share link opens the page it was made for and nothing else.');
    case 'anonymous':
      return new StandingError('not-signed-in', 'Nobody is signed in. Sign in and try again.');
  }
}

function notPermitted(reason: string | null): StandingError | null {
  return reason === null ? null : new StandingError('not-permitted', reason);
}

/** The connections a principal is limited to; null: all of them. Nobody in particular sees none. */
export function scopeOf(principal: Principal): readonly string[] | null {
  switch (principal.kind) {
    case 'user':
    case 'token':
    case 'share-link':
      return principal.connectionIds;
    case 'demo':
    case 'watcher':
    case 'command-line':
      return null;
    case 'anonymous':
      return [];
  }
}
