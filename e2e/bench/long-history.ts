import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../lib/server/log.ts';
import { countEntitiesAt } from '../../lib/server/store/count-entities-at.ts';
import { listChanges } from '../../lib/server/store/list-changes.ts';
import { listEntitiesAt } from '../../lib/server/store/list-entities-at.ts';
import { openStore } from '../../lib/server/store/open-store.ts';
import type { Store } from '../../lib/server/store/store.ts';
import { type FilledHistory, fillHistory, historyBytes } from '../../lib/server/store/testing/fill-history.ts';
import { watchLoop } from './loop-monitor.ts';
import { quantile, report } from './report.ts';

/** Fills some gigabytes of history first, which takes minutes. */
export const onlyWhenNamed = true;

/** Flips of three changes each, the same number an entity in both histories. */
const FLIPS = 167;
const LONG = { entities: 10_000, flips: FLIPS };
const CONTROL = { entities: 100, flips: FLIPS };
const ROUNDS = 300;
const MOMENTS = 15;

async function filled(
  size: typeof LONG,
): Promise<{ store: Store; history: FilledHistory; remove: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'standing-bench-'));
  const log = createLog('warn');
  const store = await openStore({ dataDir }, log);
  const history = await fillHistory(store, size.entities, size.flips);
  return {
    store,
    history,
    remove: async () => {
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function timed(rounds: number, run: (round: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  await run(0);
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await run(round);
    times.push(performance.now() - started);
  }
  return times;
}

const newest = (store: Store, { entityIds }: FilledHistory) =>
  timed(ROUNDS, (round) =>
    listChanges(store, { entityId: entityIds[(round * 7919) % entityIds.length] }, { limit: 100 }),
  );

/** Five million changes over ten thousand entities on SQLite, beside fifty thousand over a hundred. */
export default async function benchLongHistory(): Promise<void> {
  const control = await filled(CONTROL);
  const long = await filled(LONG);
  try {
    const [few, many] = [await newest(control.store, control.history), await newest(long.store, long.history)];
    for (const share of [0.5, 0.99]) {
      report({
        name: `newest 100 changes of one entity, p${share * 100}`,
        value: quantile(many, share),
        control: quantile(few, share),
        unit: 'ms',
        ...(share === 0.99 ? { goal: 1.5 } : {}),
      });
    }
    const { from, to } = long.history;
    const momentOf = (round: number) => from + Math.floor(((round + 0.5) / MOMENTS) * (to - from));
    const loop = watchLoop();
    const states = await timed(MOMENTS, (round) =>
      countEntitiesAt(long.store, {}, { at: momentOf(round), known: 'then' }),
    );
    report({
      name: 'state of the whole fleet at a past moment, median',
      value: quantile(states, 0.5),
      unit: 'ms',
      goal: 500,
    });
    report({ name: '– p95', value: quantile(states, 0.95), unit: 'ms', goal: 500 });
    const known = await timed(MOMENTS, (round) =>
      countEntitiesAt(long.store, {}, { at: momentOf(round), known: 'now' }),
    );
    report({ name: '– as it is known now, median', value: quantile(known, 0.5), unit: 'ms' });
    const pages = await timed(MOMENTS, (round) =>
      listEntitiesAt(long.store, { filter: {}, sort: 'worst', limit: 100 }, { at: momentOf(round), known: 'then' }),
    );
    report({
      name: 'first page of the list at a past moment, median',
      value: quantile(pages, 0.5),
      unit: 'ms',
      goal: 500,
    });
    const stall = loop.read();
    report({ name: '– longest stall of the event loop meanwhile', value: stall.longest, unit: 'ms' });
    report({ name: '– CPU of that thread between two ticks', value: stall.mostCpu, unit: 'ms', goal: 20 });
    const bytes = await historyBytes(long.store);
    for (const [name, size] of bytes)
      report({ name: `bytes a change in ${name}`, value: size / long.history.changes, unit: 'B' });
    const all = [...bytes.values()].reduce((sum, size) => sum + size, 0);
    report({
      name: 'bytes a stored change, indexes and steps included',
      value: all / long.history.changes,
      unit: 'B',
      goal: 120,
    });
  } finally {
    await control.remove();
    await long.remove();
  }
}
