import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { Origin } from '../../domain/change.ts';
import type { Episode } from '../../domain/standing-runs.ts';
import type { Store } from '../store/store.ts';

export interface EpisodeFacts extends Episode {
  cause: string | null;
  origin: Origin;
}

const AT_ONCE = 1000;

/** Adds what the changes that began them say: the cause of the record that stopped the mail, and who did it. */
export async function gatherEpisodeFacts(store: Store, episodes: readonly Episode[]): Promise<EpisodeFacts[]> {
  const ids = [...new Set(episodes.flatMap(({ runId, recordId }) => [runId ?? [], recordId ?? []].flat()))];
  const known = new Map<number, { new_cause: string | null; origin: string }>();
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const rows = await store.read
      .selectFrom('changes')
      .select(['id', 'new_cause', 'origin'])
      .where('id', 'in', ids.slice(start, start + AT_ONCE))
      .execute();
    for (const row of rows) known.set(row.id, row);
    await setImmediate();
  }
  return episodes.map((episode) => {
    const record = known.get(episode.recordId ?? 0);
    const run = known.get(episode.runId ?? 0);
    // The record may be older than the run (a policy, then a person): the run says who stopped the mail.
    const origin = run?.origin === 'elsewhere' ? (record?.origin ?? run.origin) : (run?.origin ?? record?.origin);
    return { ...episode, cause: record?.new_cause ?? null, origin: (origin ?? 'elsewhere') as Origin };
  });
}
