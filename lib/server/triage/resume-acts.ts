import 'server-only';
import type { Context } from '../context.ts';
import { beginRun } from './begin-run.ts';

/**
 * Takes up, at start, every act that has no end: unsent items run from the beginning, sent ones are resolved by reading.
 * Their outcome rows name the process, their intent rows the person. Returns how many there were.
 */
export async function resumeActs(context: Context): Promise<number> {
  const acts = await context.store.read
    .selectFrom('acts')
    .select('id')
    .where('finished_at', 'is', null)
    .where('state', 'in', ['running', 'paused', 'cancelled'])
    .execute();
  for (const { id } of acts) beginRun(context, id);
  return acts.length;
}
