import type { APIRequestContext } from '@playwright/test';
import { type Act, actSchema } from '../../lib/domain/act.ts';
import { changeListSchema } from '../../lib/domain/change.ts';
import { overviewSchema } from '../../lib/domain/overview.ts';
import { api } from '../../lib/domain/paths.ts';
import { SWITCHES, type SwitchName, type Switches } from '../ses-simulator/switches.ts';
import { expect, simulatorOf, test } from '../fixtures/journey.ts';

/**
 * Under every answer that an open question of SES could have: a reinstatement ends in a word that is true, the history
 * holds it at most once, and the counts become SES's own. No browser here.
 */
test.use({ standingOptions: { simulator: { tenants: 60 } } });

const names = Object.keys(SWITCHES) as SwitchName[];
const WORLDS = Math.max(...names.map((name) => SWITCHES[name].values.length));
/** World k gives every question its k-th answer, so that each answer of each question is lived through. */
const world = (k: number) =>
  Object.fromEntries(
    names.map((name) => [name, SWITCHES[name].values[k % SWITCHES[name].values.length]]),
  ) as Partial<Switches>;

/** One sender a world: nobody's history is in another's way. */
const SENDERS = ['acme-receipts', 'globex-newsletter', 'initech-alerts', 'northwind-traders', 'null-cause'];

async function reinstate(request: APIRequestContext, arn: string, key: string): Promise<Act> {
  const started = await request.post(api.acts(), {
    data: { arns: [arn], act: 'reinstate', reason: `Tried in ${key}.`, idempotencyKey: `open-question-${key}` },
  });
  expect(started.status(), await started.text()).toBe(202);
  const { id } = (await started.json()) as { id: string };
  let act: Act | undefined;
  await expect
    .poll(
      async () => {
        act = actSchema.parse(await (await request.get(api.act(id))).json());
        return act.items[0]?.outcome;
      },
      { timeout: 40_000, intervals: [300] },
    )
    .not.toBe('pending');
  if (act === undefined) throw new Error('No act was read.');
  return act;
}

for (let k = 0; k < WORLDS; k++) {
  test(`world ${k} of ${WORLDS}`, async ({ request, standing }) => {
    test.setTimeout(120_000);
    const { control } = simulatorOf(standing);
    await control.setSwitches(world(k));
    const name = SENDERS[k % SENDERS.length] ?? '';
    const { arn } = await control.setEntity({ name, region: 'us-east-1', aws: { status: 'ENABLED' } });
    await control.setFinding({ arn, act: 'open', type: 'COMPLAINT', impact: 'LOW', policyActs: false });
    await control.setEntity({ arn, customer: { status: 'DISABLED', cause: `Paused in world ${k}.` } });
    await expect
      .poll(async () => ((await (await request.get(api.entity(arn))).json()) as { standing?: string }).standing, {
        timeout: 30_000,
      })
      .toBe('disabled');

    const act = await reinstate(request, arn, `world-${k}`);
    const outcome = act.items[0]?.outcome ?? '';
    expect(['confirmed', 'settled-otherwise', 'not-yet', 'reverted'], JSON.stringify(act.items)).toContain(outcome);
    // Asked again with the same key, it is the same act.
    const again = await reinstate(request, arn, `world-${k}`);
    expect(again.id).toBe(act.id);

    const changes = async () => {
      const answer = await request.get(api.changes({ arn, track: 'customer' }));
      return changeListSchema.parse(await answer.json()).items.filter(({ origin }) => origin.actId === act.id);
    };
    await expect.poll(async () => (await changes()).length, { timeout: 20_000 }).toBe(1);
    const [change] = await changes();
    expect(change?.origin).toMatchObject({ kind: 'ours', why: `Tried in world-${k}.` });
    if (outcome === 'confirmed') expect(change?.new.value).toBe('REINSTATED');

    const truth = async () => {
      const place = (await control.state()).places.find((one) => one.region === 'us-east-1');
      return {
        total: place?.tenants,
        disabled: place?.statuses['DISABLED'] ?? 0,
        enabled: place?.statuses['ENABLED'] ?? 0,
      };
    };
    const shown = async () => {
      const overview = overviewSchema.parse(await (await request.get(api.overview())).json());
      const counted = (match: (standing: string) => boolean) =>
        Object.entries(overview.byStanding).reduce((sum, [standing, count]) => sum + (match(standing) ? count : 0), 0);
      return {
        total: overview.total,
        disabled: counted((standing) => standing.startsWith('disabled')),
        enabled: counted((standing) => standing === 'enabled'),
      };
    };
    await expect.poll(shown, { timeout: 40_000, intervals: [500] }).toEqual(await truth());
  });
}
