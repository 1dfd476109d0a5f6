import 'server-only';
import type { OverviewQuery } from '../../domain/overview.ts';
import type { Context } from '../context.ts';
import { countsOf, isIn } from './get-queue.ts';
import { candidatesNow } from './remember-candidates.ts';

/** Every page asks for it with the overview, also while a sweep writes without pause. */
const COUNT_AGE_SECONDS = 5;

/** How many senders the queue of these Regions and connections counts. */
export async function countNeedsPerson(context: Context, place: OverviewQuery): Promise<number> {
  const candidates = await candidatesNow(context, COUNT_AGE_SECONDS);
  return countsOf(candidates.filter((candidate) => isIn(candidate, place))).needsPerson;
}
