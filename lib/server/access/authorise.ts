import 'server-only';
import { type Permission, refusalOf, roleMay } from '../../domain/access.ts';
import type { Context, Principal } from '../context.ts';
import { StandingError } from '../errors.ts';

/**
 * First line of every verb: may this principal do this?
 * @throws StandingError `not-signed-in` for nobody, `not-permitted` for a role that is too low.
 */
export function authorise(context: Pick<Context, 'principal'>, permission: Permission): void {
  const refusal = refusalFor(context.principal, permission);
  if (refusal !== null) throw refusal;
}

function refusalFor(principal: Principal, permission: Permission): StandingError | null {
  switch (principal.kind) {
    case 'watcher':
    case 'command-line':
      return null;
    case 'user':
    case 'demo':
      return roleMay(principal.role, permission) ? null : new StandingError('not-permitted', refusalOf(permission));
    case 'anonymous':
      return new StandingError('not-signed-in', 'Nobody is signed in. Sign in and try again.');
  }
}
