import 'server-only';
import { type GuardRailsState, heldOf } from '../../domain/guard-rails.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { readGuardRails } from './read-guard-rails.ts';

/** The guard rails, and whether they hold all acts at this moment. */
export async function getGuardRails(context: Context): Promise<GuardRailsState> {
  authorise(context, 'acts.read');
  const rails = await readGuardRails(context.store.read);
  return { rails, held: heldOf(rails, context.clock.now()) };
}
