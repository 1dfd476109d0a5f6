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

/**
 * The candidates of whoever asks, loaded once per revision of the store and second however many pages, counts and people
 * ask: people who may see the same connections share them, and nobody else. A snooze ends by the clock, hence the second.
 */
export function candidatesNow({ store, clock }: Pick<Context, 'store' | 'clock'>): Promise<readonly Candidate[]> {
  const remembered = sharedMemory(store, 'triage-candidates', () => new Map<string, Remembered>());
  const scope = scopeKeyOf(store);
  const revision = store.revision();
  const second = Math.floor(clock.now() / 1000);
  const known = remembered.get(scope);
  if (known?.revision === revision && known.second === second) return known.pending;
  const pending = loadCandidates(store.read, clock.now());
  remembered.delete(scope);
  remembered.set(scope, { revision, second, pending });
  pending.catch(() => remembered.delete(scope));
  const [oldest] = remembered.size > MOST_SCOPES ? remembered.keys() : [];
  if (oldest !== undefined) remembered.delete(oldest);
  return pending;
}
