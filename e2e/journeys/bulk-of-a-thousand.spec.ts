import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { APIRequestContext } from '@playwright/test';
import { type Act, actSchema } from '../../lib/domain/act.ts';
import { entityListSchema } from '../../lib/domain/entity.ts';
import { api } from '../../lib/domain/paths.ts';
import { expect, watched as test } from '../fixtures/journey.ts';
import { type RunningStanding, startStanding } from '../fixtures/start-standing.ts';
import { startSimulator } from '../ses-simulator/start.ts';

const SENDERS = 1_000;
const KEY = 'AKIASIM0000000000001';
const STATUS = 'UpdateReputationEntityCustomerManagedStatus';

/** Half of the world is in the Region of the ambient connection. */
const TENANTS = 2 * SENDERS + 60;

async function namesOf(request: APIRequestContext, url: string): Promise<string[]> {
  const arns: string[] = [];
  let cursor: string | null = null;
  do {
    const query = { limit: 500, cursor, status: 'ENABLED,REINSTATED,DISABLED' };
    const page = entityListSchema.parse(await (await request.get(url + api.entities(query))).json());
    arns.push(...page.items.map(({ arn }) => arn));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return arns;
}

test('a bulk of a thousand accounts for all of them by name, whatever happens meanwhile', async ({ page }) => {
  test.setTimeout(180_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'standing-thousand-'));
  const simulator = await startSimulator({ tenants: TENANTS });
  const { control } = simulator;
  const environment = { STANDING_SES_RATE: '400', STANDING_WATCH_INTERVAL_SECONDS: '1' };
  const options = { endpoint: simulator.url, demo: true, dataDir, environment };
  const { request } = page;
  let standing: RunningStanding | null = null;
  try {
    standing = await startStanding(options);
    let { url } = standing;
    await expect.poll(async () => (await namesOf(request, url)).length, { timeout: 30_000 }).toBeGreaterThan(SENDERS);
    const arns = (await namesOf(request, url)).slice(0, SENDERS);
    for (const arn of arns) {
      const customer = { status: 'DISABLED', cause: 'High bounce rate.' };
      await control.setEntity({ arn, customer, aws: { status: 'ENABLED' }, impact: null });
    }
    // The last of the list: none of them has had its turn when they move.
    const [others, enforced, vanished] = [arns.slice(-30), arns.slice(-50, -30), arns.slice(-60, -50)];
    const started = await request.post(url + api.acts(), {
      data: {
        arns,
        act: 'reinstate',
        reason: 'The list was cleaned.',
        expected: { customerManagedStatus: 'DISABLED' },
        typed: String(SENDERS),
        idempotencyKey: 'a-thousand-at-once',
      },
    });
    expect(started.status(), await started.text()).toBe(202);
    const { id } = (await started.json()) as { id: string };
    const look = async (query = {}): Promise<Act> =>
      actSchema.parse(await (await request.get(url + api.act(id, query))).json());
    const settled = async () => (await look({ limit: 1 })).progress.settled;
    const until = (count: number) => expect.poll(settled, { timeout: 60_000, intervals: [50] }).toBeGreaterThan(count);
    const killAndRestart = async (running: RunningStanding) => {
      await running.kill('SIGKILL');
      const next = await startStanding(options);
      url = next.url;
      return next;
    };

    for (const arn of others) await control.setEntity({ arn, customer: { status: 'ENABLED', cause: 'By another.' } });
    for (const arn of enforced) await control.setEntity({ arn, aws: { status: 'DISABLED', cause: 'Phishing.' } });
    for (const arn of vanished) await control.setTenant({ act: 'delete', arn });
    await until(100);
    standing = await killAndRestart(standing);
    await until(300);
    await control.setKey({ accessKeyId: KEY, expiresAt: Date.now() - 60_000 });
    await expect.poll(async () => (await look({ limit: 1 })).state, { timeout: 30_000 }).toBe('paused');
    expect((await look({ limit: 1 })).stateReason).toContain('expired');
    await control.setKey({ accessKeyId: KEY, expiresAt: null });
    expect((await request.post(url + api.steerAct(id, 'resume'))).status()).toBe(204);
    await until(600);
    standing = await killAndRestart(standing);
    await expect.poll(async () => (await look({ limit: 1 })).finishedAt, { timeout: 90_000 }).not.toBeNull();

    const { items, counts, total, state } = await look();
    expect(state).toBe('finished');
    expect(total).toBe(SENDERS);
    expect(items.map(({ arn }) => arn).toSorted()).toEqual(arns.toSorted());
    expect(items.every(({ name }) => name !== '')).toBe(true);
    const endsOf = (some: string[]) =>
      new Set(items.filter(({ arn }) => some.includes(arn)).map(({ outcome }) => outcome));
    expect(endsOf(others)).toEqual(new Set(['moved']));
    expect(endsOf(enforced)).toEqual(new Set(['refused']));
    expect(endsOf(vanished)).toEqual(new Set(['refused']));
    // Killed between the mark and the write, an item may never have left: that is said, and it is not sent again.
    const { unknown = 0, confirmed = 0, ...rest } = counts;
    expect(rest).toEqual({ moved: 30, refused: 30 });
    expect(confirmed + unknown).toBe(SENDERS - 60);
    expect(unknown).toBeLessThanOrEqual(8);

    const carriedOut = (await control.log()).filter(({ operation, status }) => operation === STATUS && status === 200);
    const written = carriedOut.flatMap(({ target }) => target ?? []);
    expect(new Set(written).size).toBe(written.length);
    const said = items.filter(({ outcome }) => outcome === 'confirmed').map(({ arn }) => arn);
    expect(written).toEqual(expect.arrayContaining(said));
    expect(written.length).toBeLessThanOrEqual(SENDERS - 60);
    const csv = await (await request.get(url + api.actCsv(id))).text();
    expect(csv.trimEnd().split('\n')).toHaveLength(SENDERS + 1);

    await standing.stop();
    const database = new DatabaseSync(join(dataDir, 'standing.sqlite'), { readOnly: true });
    const rows = (query: string, ...values: string[]) => database.prepare(query).get(...values);
    const audit = "select count(*) as n from audit where action = 'act.reinstate' and kind = ?";
    expect(rows(audit, 'intent')).toEqual({ n: SENDERS });
    expect(rows(audit, 'outcome')?.['n']).toBeGreaterThanOrEqual(SENDERS);
    const linked = "select count(distinct entity_id) as n from changes where act_id = ? and track = 'customer'";
    expect(rows(linked, id)).toEqual({ n: written.length });
    database.close();
  } finally {
    await standing?.stop();
    await simulator.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
