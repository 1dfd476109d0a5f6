import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyAnswers } from '../../lib/server/history/apply-answers.ts';
import { createLog } from '../../lib/server/log.ts';
import type { SesEntity } from '../../lib/server/ses/gateway.ts';
import { openStore } from '../../lib/server/store/open-store.ts';
import { watchLoop } from './loop-monitor.ts';
import { report } from './report.ts';

const ENTITIES = 10_000;
const PAGE = 1000;

function entitiesAt(moment: number, status: 'ENABLED' | 'DISABLED'): SesEntity[] {
  return Array.from({ length: ENTITIES }, (_, index) => ({
    arn: `arn:aws:ses:us-east-1:111122223333:tenant/tenant-${index}/tn-${index}`,
    sendingStatusAggregate: status,
    customerManagedStatus: { status, cause: 'Status manually updated.', lastUpdatedAt: moment },
    awsSesManagedStatus: { status: 'ENABLED', cause: null, lastUpdatedAt: 0 },
    reputationImpact: null,
    reputationManagementPolicy: 'arn:aws:ses:us-east-1:aws:reputation-policy/standard',
  }));
}

/** One cycle of pages in which every one of 10,000 entities changed, on SQLite as shipped. */
export default async function benchPollCycle(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'standing-bench-'));
  const log = createLog('warn');
  const store = await openStore({ dataDir }, log);
  const context = { store, log, clock: { now: () => Date.now() } };
  try {
    await store.write((transaction) =>
      transaction
        .insertInto('connections')
        .values({
          id: 'bench',
          source: 'ambient',
          label: 'Bench',
          partition: 'aws',
          account: '111122223333',
          region: 'us-east-1',
          sealed: null,
          access_key_hint: null,
          state: 'reading',
          reason: null,
          read_at: null,
          unread_since: null,
          facts: '{}',
          paused: 0,
          created_at: 0,
          updated_at: 0,
          deleted_at: null,
        })
        .execute()
        .then(() => undefined),
    );
    const cycle = async (rows: SesEntity[]) => {
      const moment = Date.now();
      const startedAt = performance.now();
      for (let from = 0; from < ENTITIES; from += PAGE) {
        const answers = rows
          .slice(from, from + PAGE)
          .map((entity) => ({ entity, beganAt: moment, endedAt: moment + 1 }));
        await applyAnswers(context, { connectionId: 'bench', source: 'sweep', answers });
      }
      return performance.now() - startedAt;
    };
    const first = await cycle(entitiesAt(Date.now(), 'ENABLED'));
    report({ name: `first sight of ${ENTITIES} entities, durable`, value: first, unit: 'ms' });
    await cycle(entitiesAt(Date.now() + 1, 'DISABLED'));
    const rows = entitiesAt(Date.now() + 2, 'ENABLED');
    const loop = watchLoop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    loop.read();
    const took = await cycle(rows);
    const { longest, mostCpu } = loop.read();
    report({ name: `one cycle that changes ${ENTITIES} entities, durable`, value: took, unit: 'ms', goal: 1000 });
    report({ name: 'longest stall of the event loop during it', value: longest, unit: 'ms', goal: 20 });
    report({ name: 'most CPU of this thread between two ticks', value: mostCpu, unit: 'ms', goal: 20 });
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
