import 'server-only';
import type { Context } from '../context.ts';
import { sharedMemory } from '../shared-memory.ts';
import { scopeKeyOf } from '../store-scope.ts';
import { type Candidate, loadCandidates } from './load-candidates.ts';

interface Remembered {
  revision: number;
  second: number;
  pending: Promise<Candidate[]>;
}

const MOST_SCOPES = 50;

const rememberedOf = (store: Context['store']) =>
  sharedMemory(store, 'triage-candidates', () => new Map<string, Remembered>());

/** Cases changed: a count that may be a few seconds old must not be older than that. */
export function forgetCandidates({ store }: Pick<Context, 'store'>): void {
  rememberedOf(store).clear();
}

/**
 * The candidates of whoever asks, loaded once per revision of the store and second however many pages, counts and people
 * ask: people who may see the same connections share them, and nobody else. A snooze ends by the clock, hence the second.
 *
 * @param mayBeSeconds takes what was loaded within so long as well, whatever was written since but changes of cases
 */
export function candidatesNow(
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  mayBeSeconds = 0,
): Promise<readonly Candidate[]> {
  const remembered = rememberedOf(store);
  const scope = scopeKeyOf(store);
  const revision = store.revision();
  const second = Math.floor(clock.now() / 1000);
  const known = remembered.get(scope);
  const isNow = known?.revision === revision && known.second === second;
  if (known && (isNow || Math.abs(second - known.second) < mayBeSeconds)) return known.pending;
  const pending = loadCandidates(store.read, clock.now());
  remembered.delete(scope);
  remembered.set(scope, { revision, second, pending });
  pending.catch(() => remembered.delete(scope));
  const [oldest] = remembered.size > MOST_SCOPES ? remembered.keys() : [];
  if (oldest !== undefined) remembered.delete(oldest);
  return pending;
}
