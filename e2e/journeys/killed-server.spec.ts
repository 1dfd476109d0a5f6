import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { actSchema } from '../../lib/domain/act.ts';
import { changeListSchema } from '../../lib/domain/change.ts';
import { api, pages } from '../../lib/domain/paths.ts';
import { expect, watched as test } from '../fixtures/journey.ts';
import { startStanding } from '../fixtures/start-standing.ts';
import { startSimulator } from '../ses-simulator/start.ts';

/**
 * The whole server killed in the middle of reading and of an act, and started again on the same folder. The watcher alone
 * is killed far more often in lib/server/watch/kill.test.ts.
 */
const ROUNDS = 3;

test('killed at any moment, it comes back whole: no act is lost, none happens twice', async ({ page }) => {
  test.setTimeout(120_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'standing-killed-'));
  const simulator = await startSimulator({ tenants: 200, life: 'busy' });
  const { control } = simulator;
  const options = {
    endpoint: simulator.url,
    demo: true,
    dataDir,
    environment: { STANDING_SES_RATE: '50', STANDING_WATCH_INTERVAL_SECONDS: '1' },
  };
  const acts: { id: string; arn: string }[] = [];
  try {
    const { arn } = await control.setEntity({ name: 'hooli-digest', region: 'us-east-1', aws: { status: 'ENABLED' } });
    for (let round = 0; round < ROUNDS; round++) {
      const standing = await startStanding(options);
      const read = async () =>
        ((await (await page.request.get(standing.url + api.entity(arn))).json()) as { standing?: string }).standing;
      await control.setEntity({ arn, customer: { status: 'DISABLED', cause: `Round ${round}.` } });
      await expect.poll(read, { timeout: 20_000 }).toBe('disabled');
      const started = await page.request.post(standing.url + api.acts(), {
        data: { arns: [arn], act: 'reinstate', reason: `Round ${round}.`, idempotencyKey: `killed-round-${round}` },
      });
      expect(started.status(), await started.text()).toBe(202);
      acts.push({ id: ((await started.json()) as { id: string }).id, arn });
      await new Promise((resolve) => setTimeout(resolve, round * 350));
      await standing.kill('SIGKILL');

      const database = new DatabaseSync(join(dataDir, 'standing.sqlite'), { readOnly: true });
      expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
      database.close();
    }
    const standing = await startStanding(options);
    for (const { id } of acts) {
      await expect
        .poll(
          async () =>
            actSchema.parse(await (await page.request.get(standing.url + api.act(id))).json()).items[0]?.outcome,
          { timeout: 30_000 },
        )
        .not.toBe('pending');
      const writes = (await control.log()).filter(
        ({ operation }) => operation === 'UpdateReputationEntityCustomerManagedStatus',
      );
      expect(writes.length).toBeLessThanOrEqual(ROUNDS);
      const { items } = changeListSchema.parse(
        await (await page.request.get(standing.url + api.changes({ arn, track: 'customer' }))).json(),
      );
      expect(items.filter(({ origin }) => origin.actId === id).length).toBeLessThanOrEqual(1);
    }
    await page.goto(standing.url + pages.entity(arn));
    await expect(page.getByRole('region', { name: 'History' })).toContainText('Round 0.');
    await standing.stop();
  } finally {
    await simulator.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
