import { setTimeout as sleep } from 'node:timers/promises';
import type { Act } from '../../lib/domain/act.ts';
import { type RunningStanding, startStanding } from '../fixtures/start-standing.ts';
import { startSimulator, type StartedSimulator } from '../ses-simulator/start.ts';
import { isSwept } from './fleet.ts';
import { openBrowser } from './open-browser.ts';
import { until } from './process-figures.ts';
import { quantile, report } from './report.ts';

const UPDATE = 'UpdateReputationEntityCustomerManagedStatus';
const TRIALS = Number(process.env.BENCH_TRIALS ?? 8);
const BULK = 1_000;
/** Half of a simulated world is in the Region of the ambient connection. */
const HALF = 2;

async function ask<T>(url: string, path: string, json?: unknown): Promise<T> {
  const init =
    json === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: url },
          body: JSON.stringify(json),
        };
  const response = await fetch(url + path, init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Plain senders of the ambient connection. */
async function sendersOf(url: string, count: number): Promise<string[]> {
  const arns: string[] = [];
  let cursor = '';
  while (arns.length < count) {
    const query = `status=ENABLED,DISABLED,REINSTATED&limit=500${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const page = await ask<{ items: { arn: string }[]; nextCursor: string | null }>(url, `/api/entities?${query}`);
    arns.push(...page.items.map(({ arn }) => arn));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  return arns.slice(0, count);
}

const finished = async (url: string, id: string): Promise<Act> => {
  const look = () => ask<Act>(url, `/api/acts/${id}?limit=1`);
  await until('the act ended', async () => (await look()).finishedAt !== null, 240_000);
  return await look();
};

/** Acts: how soon one leaves and is confirmed, and how well a bulk uses what it is given. */
export default async function benchActs(): Promise<void> {
  await benchOne();
  await benchBulk();
}

/** One act at one request a second, while a full sweep of 10,000 entities never ends. */
async function benchOne(): Promise<void> {
  const simulator = await startSimulator({ tenants: 10_000 * HALF, rate: 1 });
  const environment = { STANDING_WATCH_INTERVAL_SECONDS: '1', STANDING_LOG_LEVEL: 'warn' };
  const standing = await startStanding({ endpoint: simulator.url, demo: true, environment });
  const browser = await openBrowser();
  try {
    const { url } = standing;
    await until('10,000 entities read', () => isSwept(url), 120_000);
    const arns = await sendersOf(url, TRIALS);
    const left: number[] = [];
    const written: number[] = [];
    const painted: number[] = [];
    const page = await browser.newPage();
    for (const arn of arns) {
      await simulator.control.setEntity({
        arn,
        impact: null,
        customer: { status: 'DISABLED', cause: 'Bench.' },
        aws: { status: 'ENABLED' },
      });
      await ask(url, `/api/entity?arn=${encodeURIComponent(arn)}&refresh=1`);
      await page.goto(`${url}/entity?arn=${encodeURIComponent(arn)}`);
      await page.getByRole('button', { name: 'Reinstate sending' }).click();
      await page.getByRole('textbox', { name: 'Reason' }).fill('Bench.');
      const from = (await simulator.control.log()).at(-1)?.seq ?? 0;
      await page.evaluate(() => {
        const look = () => {
          if (document.body.textContent.includes('Confirmed by SES'))
            Object.assign(window, { confirmedAt: Date.now() });
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      const clickedAt = Date.now();
      await page.getByRole('dialog').getByRole('button', { name: 'Reinstate sending' }).click();
      const shown = await page.waitForFunction(() => (window as { confirmedAt?: number }).confirmedAt, undefined, {
        timeout: 30_000,
      });
      const confirmedAt = (await shown.jsonValue()) ?? Number.NaN;
      const own = (await simulator.control.log(from)).filter(({ target }) => target === arn);
      const update = own.find(({ operation }) => operation === UPDATE);
      const answer = own.findLast(({ operation, at }) => operation === 'GetReputationEntity' && at <= confirmedAt);
      left.push((own[0]?.at ?? Number.NaN) - clickedAt);
      written.push((update?.at ?? Number.NaN) - clickedAt);
      painted.push(confirmedAt - (answer?.at ?? Number.NaN));
      await sleep(700);
    }
    const name = 'at 1 request a second while 10,000 are swept';
    report({
      name: `an act leaves for SES (its first read), slowest of ${TRIALS}, ${name}`,
      value: Math.max(...left),
      unit: 'ms',
      goal: 1000,
    });
    report({ name: 'median', value: quantile(left, 0.5), unit: 'ms' });
    report({ name: 'its write, one request later, slowest', value: Math.max(...written), unit: 'ms' });
    report({ name: 'median', value: quantile(written, 0.5), unit: 'ms' });
    report({
      name: 'its confirmation is painted after SES answered, slowest',
      value: Math.max(...painted),
      unit: 'ms',
      goal: 1000,
    });
    report({ name: 'median', value: quantile(painted, 0.5), unit: 'ms' });
  } finally {
    await browser.close();
    await standing.stop();
    await simulator.stop();
  }
}

/** A thousand at a raised rate, the simulator refusing whatever is above it; the watcher reads beside it. */
async function benchBulk(): Promise<void> {
  const rate = 25;
  const simulator = await startSimulator({ tenants: (BULK + 100) * HALF });
  const environment = {
    STANDING_SES_RATE: String(rate),
    STANDING_WATCH_INTERVAL_SECONDS: '10',
    STANDING_LOG_LEVEL: 'warn',
  };
  const standing = await startStanding({ endpoint: simulator.url, demo: true, environment });
  try {
    const { url } = standing;
    await until('the fleet read', () => isSwept(url), 120_000);
    await runBulk(standing, simulator, rate);
  } finally {
    await standing.stop();
    await simulator.stop();
  }
}

async function runBulk({ url }: RunningStanding, { control }: StartedSimulator, rate: number): Promise<void> {
  const arns = await sendersOf(url, BULK);
  for (const arn of arns) {
    const customer = { status: 'DISABLED', cause: 'Bench.' };
    await control.setEntity({ arn, impact: null, customer, aws: { status: 'ENABLED' } });
  }
  await control.setRate(rate);
  const from = (await control.log()).at(-1)?.seq ?? 0;
  const { id } = await ask<{ id: string }>(url, '/api/acts', {
    arns,
    act: 'reinstate',
    reason: 'Bench.',
    typed: String(arns.length),
    idempotencyKey: `bench-${Date.now()}`,
  });
  const act = await finished(url, id);
  const log = await control.log(from);
  const writes = log.filter(({ operation }) => operation === UPDATE);
  const [first, last] = [log[0]?.at ?? 0, log.findLast(({ operation }) => operation === UPDATE)?.at ?? 0];
  const within = log.filter(({ at }) => at >= first && at <= last);
  const throttles = log.filter(({ status, error }) => status === 429 || (error ?? '').includes('Throttl')).length;
  const own = log.filter(({ target, operation, filter }) => {
    if (operation === UPDATE) return true;
    if (operation === 'GetReputationEntity') return target !== null && arns.includes(target);
    return operation === 'ListReputationEntities' && filter?.['SENDING_STATUS'] === 'REINSTATED';
  });
  const used = within.length / ((last - first) / 1000) / rate;
  console.log(`  outcomes: ${JSON.stringify(act.counts)}`);
  report({
    name: `a bulk of ${arns.length}: part of the ${rate} requests a second that is used, with the watcher`,
    value: used,
    unit: '',
    goal: 0.95,
    atLeast: true,
  });
  report({ name: 'throttles from the simulator', value: throttles, unit: '', goal: 0 });
  report({ name: 'requests an item', value: own.length / writes.length, unit: '' });
  report({
    name: '– of them list pages that confirm',
    value: own.filter(({ operation }) => operation === 'ListReputationEntities').length,
    unit: '',
  });
  report({ name: 'its duration', value: (last - first) / 1000, unit: 's' });
}
