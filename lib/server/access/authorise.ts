import 'server-only';
import type { Permission } from '../../domain/access.ts';
import { checkPermission } from '../check-permission.ts';
import type { Context } from '../context.ts';

/**
 * First line of every verb: may this principal do this? What they may see is another matter: the context's store shows
 * them their own connections only.
 * @throws StandingError `not-signed-in` for nobody, `not-permitted` for a role that is too low, or for what cannot be
 *   done with some connections alone.
 */
export function authorise(context: Pick<Context, 'principal'>, permission: Permission): void {
  checkPermission(context.principal, permission);
}
