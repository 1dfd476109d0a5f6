import { startStanding } from '../fixtures/start-standing.ts';
import type { Control } from '../ses-simulator/control/client.ts';
import { isSwept } from './fleet.ts';
import { until } from './process-figures.ts';
import { report } from './report.ts';

const READERS = 1000;
const WINDOW_MS = 20_000;
/** How often an open page asks again, as in the product's query client. */
const FLEET_EVERY_MS = 10_000;
const ENTITY_EVERY_MS = 5_000;

/** What a thousand people who look cost SES, beside nobody looking for as long. */
export default async function benchReaders(): Promise<void> {
  const standing = await startStanding({
    demo: true,
    simulator: { tenants: 400, life: 'off' },
    environment: { STANDING_LOG_LEVEL: 'warn' },
  });
  const control = standing.simulator?.control as Control;
  const requestsDuring = async (work: () => Promise<void>) => {
    const from = (await control.log()).at(-1)?.seq ?? 0;
    const end = new Promise((resolve) => setTimeout(resolve, WINDOW_MS));
    await work();
    await end;
    return control.log(from);
  };
  try {
    await until('a full first sweep', () => isSwept(standing.url));
    const list = (await (await fetch(`${standing.url}/api/entities?limit=100`)).json()) as { items: { arn: string }[] };
    const none = await requestsDuring(async () => {});
    const fleet = await requestsDuring(() =>
      look(
        FLEET_EVERY_MS,
        (reader) => `${standing.url}${reader % 2 === 0 ? '/api/overview' : '/api/entities?limit=100'}`,
      ),
    );
    report({
      name: `SES requests in ${WINDOW_MS / 1000} s while ${READERS} read lists and the overview, beside nobody`,
      value: fleet.length,
      unit: 'requests',
      control: none.length,
    });
    const reads = fleet.filter(({ operation }) => operation === 'GetReputationEntity').length;
    report({ name: 'GetReputationEntity among them', value: reads, unit: 'requests', goal: 0 });
    const arn = list.items[20]?.arn ?? '';
    const viewed = await requestsDuring(() =>
      look(ENTITY_EVERY_MS, () => `${standing.url}/api/entity?arn=${encodeURIComponent(arn)}`),
    );
    const gets = viewed.filter(({ operation, target }) => operation === 'GetReputationEntity' && target === arn).length;
    report({
      name: `GetReputationEntity in ${WINDOW_MS / 1000} s while ${READERS} have one entity open (at most one in 3 s)`,
      value: gets,
      unit: 'requests',
      goal: Math.ceil(WINDOW_MS / 3000),
    });
  } finally {
    await standing.stop();
  }
}

/** Each of the readers asks at its own moment, and again every so often, for one window. */
async function look(everyMs: number, urlOf: (reader: number) => string): Promise<void> {
  const startedAt = Date.now();
  const asks = Array.from({ length: READERS }, async (_, reader) => {
    for (let at = (reader / READERS) * everyMs; at < WINDOW_MS; at += everyMs) {
      await new Promise((resolve) => setTimeout(resolve, startedAt + at - Date.now()));
      const response = await fetch(urlOf(reader));
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`A reader was answered ${response.status}`);
    }
  });
  await Promise.all(asks);
}
