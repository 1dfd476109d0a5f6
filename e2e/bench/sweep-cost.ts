import { startStanding, type RunningStanding } from '../fixtures/start-standing.ts';
import type { Control } from '../ses-simulator/control/client.ts';
import type { LogEntry } from '../ses-simulator/http/request-log.ts';
import { isSwept } from './fleet.ts';
import { until } from './process-figures.ts';
import { quantile, report } from './report.ts';

const ENTITIES = 10_000;
/** Half of the simulated world stands in the Region of the ambient connection. */
const TENANTS = ENTITIES * 2;
const REGION = 'us-east-1';
const SAMPLES = 30;
const SPACING_MS = 1300;

/** What watching costs, and how soon it sees: with the budget to ourselves, then at the share as shipped. */
export default async function benchSweepCost(): Promise<void> {
  await benchShare('the budget to ourselves', '1', 3000);
  await benchShare('the default share', '0.5', undefined);
}

async function benchShare(name: string, share: string, goalMs: number | undefined): Promise<void> {
  const standing = await startStanding({
    demo: true,
    simulator: { tenants: TENANTS, life: 'off', rate: 1 },
    environment: { STANDING_SES_RATE: '1', STANDING_SES_SHARE: share, STANDING_LOG_LEVEL: 'warn' },
  });
  const control = standing.simulator?.control as Control;
  try {
    await until('a full first sweep', () => isSwept(standing.url), 180_000);
    const log = await control.log();
    reportSweep(name, log);
    const seen = await seenAfter(standing, control);
    const from = log.at(-1)?.seq ?? 0;
    const later = await control.log(from);
    const seconds = ((later.at(-1)?.at ?? 0) - (later[0]?.at ?? 0)) / 1000;
    const delays = `a change to DISABLED or HIGH is in the store, ${name}, ${ENTITIES} entities, ${seen.length} samples`;
    report({ name: `${delays}: median`, value: quantile(seen, 0.5), unit: 'ms' });
    report({
      name: `${delays}: longest`,
      value: Math.max(...seen),
      unit: 'ms',
      ...(goalMs === undefined ? {} : { goal: goalMs }),
    });
    report({ name: `share of the quota used, ${name}`, value: (100 * later.length) / seconds, unit: '%' });
    const throttled = later.filter(({ status }) => status === 429 || status === 400).length;
    report({ name: `requests refused meanwhile, of ${later.length}`, value: throttled, unit: '' });
  } finally {
    await standing.stop();
  }
}

function reportSweep(name: string, log: readonly LogEntry[]): void {
  const sweep = log.filter((entry) => entry.operation === 'ListReputationEntities' && isUnfiltered(entry));
  const pageSize = Math.max(...sweep.filter(({ error }) => error === null).map((entry) => entry.pageSize ?? 1000));
  report({
    name: `list requests of a full sweep of ${ENTITIES} entities, ${pageSize} a page, ${name}`,
    value: sweep.length,
    unit: 'requests',
    control: Math.ceil(ENTITIES / pageSize),
    goal: 1.05,
  });
  report({
    name: `its duration at 1 request a second, ${name}`,
    value: ((sweep.at(-1)?.at ?? 0) - (sweep[0]?.at ?? 0)) / 1000,
    unit: 's',
  });
}

function isUnfiltered({ filter }: LogEntry): boolean {
  return filter === null || Object.keys(filter).length === 0;
}

/** Milliseconds from each change in SES to the moment its change can be read from the store. Reading costs SES nothing. */
async function seenAfter(standing: RunningStanding, control: Control): Promise<number[]> {
  const response = await fetch(`${standing.url}/api/entities?status=ENABLED&sort=name&limit=${SAMPLES * 3}`);
  const { items } = (await response.json()) as {
    items: { arn: string; region: string; reputationImpact: string | null }[];
  };
  const healthy = items.filter(({ region, reputationImpact }) => region === REGION && reputationImpact !== 'HIGH');
  if (healthy.length < SAMPLES) throw new Error(`Only ${healthy.length} healthy entities to change.`);
  const changedAt = new Map<string, number>();
  const delays: number[] = [];
  const look = async () => {
    const answer = await fetch(`${standing.url}/api/changes?limit=100`);
    const { items: changes } = (await answer.json()) as { items: { arn: string; kind: string }[] };
    for (const { arn, kind } of changes) {
      const at = changedAt.get(arn);
      if (at === undefined || kind === 'baseline') continue;
      delays.push(Date.now() - at);
      changedAt.delete(arn);
    }
  };
  for (const [index, { arn }] of healthy.slice(0, SAMPLES).entries()) {
    const cause = 'Status manually updated.';
    await control.setEntity(
      index % 2 === 0 ? { arn, customer: { status: 'DISABLED', cause } } : { arn, impact: 'HIGH' },
    );
    changedAt.set(arn, Date.now());
    const until = Date.now() + SPACING_MS;
    while (Date.now() < until) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const deadline = Date.now() + 60_000;
  while (changedAt.size > 0 && Date.now() < deadline) {
    await look();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (changedAt.size > 0) throw new Error(`${changedAt.size} changes were not seen within a minute.`);
  return delays;
}
