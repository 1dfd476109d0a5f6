import 'server-only';
import type { FleetViewQuery } from '../../domain/fleet-view.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { answerOnce } from '../store/answer-once.ts';
import type { CachedAnswer } from '../store/answer-cache.ts';
import { getFleetView } from './get-fleet-view.ts';

const MOST_BYTES = 8 * 1024 * 1024;
/** It reads the whole fleet's history: not more often than somebody could tell the difference. */
const STEP_MS = 30_000;

/** `getFleetView` as JSON with its entity tag, computed at most once in half a minute however many look. */
export function answerFleetView(context: Context, query: FleetViewQuery): Promise<CachedAnswer> {
  authorise(context, 'entities.read');
  const key = `${Math.floor(context.clock.now() / STEP_MS)} ${JSON.stringify(query)}`;
  return answerOnce(context.store, { name: 'fleet-answers', key, mostBytes: MOST_BYTES }, () =>
    getFleetView(context, query),
  );
}
