import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '../../lib/server/log.ts';
import { openStore } from '../../lib/server/store/open-store.ts';
import type { Store } from '../../lib/server/store/store.ts';
import { stageWatcher, storeConnection } from '../../lib/server/watch/testing/stage-watcher.ts';
import { type StartedSimulator, startSimulator } from '../ses-simulator/start.ts';
import { quantile, report } from './report.ts';

const TENANTS = 10_000;
const TRIALS = Number(process.env.BENCH_TRIALS ?? 12);

/** How long a change takes from SES into the store, at one request a second, with the quota to ourselves. */
export default async function benchWatchDelay(): Promise<void> {
  for (const share of [1, 0.5]) {
    const simulator = await startSimulator({ tenants: TENANTS, rate: 1 });
    const dataDir = mkdtempSync(join(tmpdir(), 'standing-bench-'));
    process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
    process.env.AWS_ENDPOINT_URL_STS = simulator.url;
    const store = await openStore({ dataDir }, createLog('silent'));
    await storeConnection(store);
    const staged = stageWatcher(store, { intervalMs: 60_000, ratePerSecond: 1, share });
    try {
      const startedAt = Date.now();
      await staged.watcher.start();
      await firstRow(store);
      report({
        name: `first disabled sender in the store, share ${share}`,
        value: (Date.now() - startedAt) / 1000,
        unit: 's',
        goal: 5,
      });
      const sweep = await fullSweep(store);
      const floor = Math.ceil(sweep.entities / 1000);
      report({
        name: `list requests of a full sweep of ${sweep.entities} entities, share ${share}`,
        value: sweep.pages,
        control: floor,
        unit: '',
        goal: 1.05,
      });
      report({ name: 'its duration', value: sweep.lastedMs / 1000, unit: 's' });
      await sleep(3000);
      const from = (await simulator.control.log()).length;
      const measuredAt = Date.now();
      for (const kind of ['DISABLED', 'HIGH'] as const) {
        const delays = await measure(simulator, store, kind);
        const goal = share === 1 ? { goal: 3 } : {};
        report({
          name: `a change to ${kind} is in the store, slowest of ${TRIALS}, share ${share}`,
          value: Math.max(...delays) / 1000,
          unit: 's',
          ...goal,
        });
        report({ name: 'median', value: quantile(delays, 0.5) / 1000, unit: 's' });
      }
      const asked = (await simulator.control.log()).length - from;
      report({
        name: `share of the quota used, share ${share}`,
        value: asked / ((Date.now() - measuredAt) / 1000),
        unit: 'requests/s',
      });
    } finally {
      await staged.stop();
      await store.close();
      await simulator.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
}

async function firstRow(store: Store): Promise<void> {
  for (;;) {
    const row = await store.read
      .selectFrom('entities')
      .select('id')
      .where('aggregate', '=', 'DISABLED')
      .executeTakeFirst();
    if (row) return;
    await sleep(20);
  }
}

async function fullSweep(store: Store): Promise<{ pages: number; entities: number; lastedMs: number }> {
  for (;;) {
    const row = await store.read.selectFrom('sweeps').selectAll().where('lane', '=', 'full').executeTakeFirst();
    if (row?.finished_at != null) return { ...row, lastedMs: row.finished_at - row.started_at };
    await sleep(200);
  }
}

async function measure(simulator: StartedSimulator, store: Store, kind: 'DISABLED' | 'HIGH'): Promise<number[]> {
  const rows = await store.read
    .selectFrom('entities')
    .select('arn')
    .where('aggregate', '=', 'ENABLED')
    .where('customer_status', '=', 'ENABLED')
    .where('aws_status', '=', 'ENABLED')
    .where('impact', 'is', null)
    .limit(TRIALS)
    .execute();
  const delays: number[] = [];
  for (const [index, { arn }] of rows.entries()) {
    await sleep(1000 + (index % 7) * 430);
    const change = kind === 'DISABLED' ? { customer: { status: 'DISABLED', cause: 'Bench.' } } : { impact: 'HIGH' };
    await simulator.control.setEntity({ arn, ...change });
    const changedAt = Date.now();
    for (;;) {
      const row = await store.read
        .selectFrom('entities')
        .select(['aggregate', 'impact'])
        .where('arn', '=', arn)
        .executeTakeFirst();
      if (row?.aggregate === kind || row?.impact === kind) break;
      await sleep(10);
    }
    delays.push(Date.now() - changedAt);
  }
  return delays;
}
