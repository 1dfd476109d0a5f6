import { expect, it } from 'vitest';
import { diffSchema } from '../../domain/diff.ts';
import { fleetViewSchema } from '../../domain/fleet-view.ts';
import type { Context } from '../context.ts';
import { applyAnswers } from '../history/apply-answers.ts';
import { scopedStore } from '../store/scoped-store.ts';
import { makeConnection } from '../store/testing/make-entity.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { getDiff } from './get-diff.ts';
import { getFleetView } from './get-fleet-view.ts';
import { OPERATOR } from './testing/open-world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T = Date.UTC(2026, 10, 20);
const arnOf = (name: string, region = 'us-east-1') => `arn:aws:ses:${region}:111122223333:tenant/${name}/tn-${name}`;
const POLICY = 'arn:aws:ses:us-east-1:aws:reputation-policy/';
const CAUSE = 'The bounce rate exceeded 15.0% based on a representative volume of 664 emails.';

withStores('the fleet over time', (stores) => {
  async function begin() {
    const store = await stores.open();
    await store.write((transaction) =>
      transaction
        .insertInto('connections')
        .values([
          makeConnection({ id: 'c1', label: 'Mine', created_at: T - DAY }),
          makeConnection({ id: 'c2', label: 'Theirs', region: 'eu-west-1', created_at: T - DAY }),
        ])
        .execute(),
    );
    const clock = { at: T };
    const context = { principal: OPERATOR, store, clock: { now: () => clock.at }, log: testLog } as unknown as Context;
    const sees = async (at: number, name: string, status: string, more: { impact?: string; policy?: string } = {}) => {
      clock.at = at;
      const record = (of: string, cause: string | null) => ({ status: of, cause, lastUpdatedAt: at - 1 });
      await applyAnswers(context, {
        connectionId: name === 'theirs' ? 'c2' : 'c1',
        source: 'sweep',
        answers: [
          {
            entity: {
              arn: arnOf(name, name === 'theirs' ? 'eu-west-1' : 'us-east-1'),
              sendingStatusAggregate: status,
              customerManagedStatus: record(status, status === 'DISABLED' ? CAUSE : null),
              awsSesManagedStatus: null,
              reputationImpact: more.impact ?? null,
              reputationManagementPolicy: `${POLICY}${more.policy ?? 'standard'}`,
            },
            beganAt: at,
            endedAt: at,
          },
        ],
      });
    };
    return { store, clock, context, sees };
  }

  it('tells the worst, the counts, the durations and what was left out of them, and who may be next', async () => {
    const { store, clock, context, sees } = await begin();
    for (const name of ['a', 'b', 'calm', 'theirs']) await sees(T, name, 'ENABLED');
    await sees(T + 2 * HOUR, 'a', 'DISABLED');
    await sees(T + 6 * HOUR, 'a', 'ENABLED');
    await sees(T + DAY, 'a', 'DISABLED');
    await sees(T + DAY + 2 * HOUR, 'a', 'REINSTATED', { impact: 'LOW', policy: 'strict' });
    await sees(T + DAY, 'b', 'DISABLED', { policy: 'strict' });
    await sees(T + 3 * HOUR, 'theirs', 'DISABLED');
    clock.at = T + 2 * DAY;
    const view = fleetViewSchema.parse(await getFleetView(context, { from: T }));
    expect(view.senders.map(({ name, stoppedMs, episodes }) => [name, stoppedMs / HOUR, episodes])).toEqual([
      ['theirs', 45, 1],
      ['b', 24, 1],
      ['a', 6, 2],
    ]);
    expect([view.troubled, view.total, view.bucket]).toEqual([3, 4, 'hour']);
    expect(view.counts.at(-1)).toEqual({ disabled: 2, reinstated: 1, enabled: 1 });
    expect(view.durations.all).toMatchObject({ episodes: 4, ongoing: 2, measured: 2, leftOut: 2, medianMs: 3 * HOUR });
    expect(view.durations.byCause).toMatchObject([{ key: expect.stringContaining('exceeded …%'), episodes: 4 }]);
    expect(view.durations.byPolicy.map(({ key, episodes }) => [key, episodes])).toEqual([
      ['standard', 3],
      ['strict', 1],
    ]);
    expect(view.warnings).toMatchObject([{ name: 'a', kind: 'low-under-strict' }]);
    const scoped = { ...context, store: scopedStore(store, ['c1']) };
    const mine = await getFleetView(scoped, { from: T });
    expect(mine.senders.map(({ name }) => name)).toEqual(['b', 'a']);
    expect([mine.total, mine.durations.all.episodes]).toEqual([3, 3]);
    await expect(getFleetView(context, { from: clock.at })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('tells two moments apart, for the fleet and for one', async () => {
    const { store, clock, context, sees } = await begin();
    for (const name of ['a', 'b', 'calm', 'theirs']) await sees(T, name, 'ENABLED', { policy: 'strict' });
    await sees(T + HOUR, 'a', 'DISABLED', { impact: 'HIGH' });
    await sees(T + HOUR, 'b', 'DISABLED', { policy: 'strict' });
    await sees(T + 2 * HOUR, 'b', 'ENABLED', { policy: 'strict' });
    await sees(T + 3 * HOUR, 'theirs', 'DISABLED', { policy: 'strict' });
    await sees(T + 3 * HOUR, 'new', 'ENABLED');
    clock.at = T + 4 * HOUR;
    const diff = diffSchema.parse(await getDiff(context, { from: T + 1 }));
    expect(diff.items.map(({ name, kinds }) => [name, kinds])).toEqual([
      ['theirs', ['disabled']],
      ['a', ['disabled', 'impact-up', 'policy-weaker']],
      ['new', ['appeared']],
      ['b', ['moved-and-back']],
    ]);
    expect(diff.items[1]).toMatchObject({
      cause: CAUSE,
      before: { standing: 'enabled' },
      after: { standing: 'disabled' },
    });
    expect(diff.counts).toMatchObject({ disabled: 2, appeared: 1, 'moved-and-back': 1 });
    const lifted = await getDiff(context, { from: T + HOUR, to: T + 2 * HOUR, kind: ['lifted'] });
    expect(lifted.items.map(({ name }) => name)).toEqual(['b']);
    const one = await getDiff(context, { from: T + 1, arn: arnOf('a') as never });
    expect([one.total, one.items[0]?.name]).toEqual([1, 'a']);
    const scoped = await getDiff({ ...context, store: scopedStore(store, ['c1']) }, { from: T + 1 });
    expect(scoped.items.map(({ name }) => name)).not.toContain('theirs');
    await expect(getDiff(context, { from: T + 1, kind: ['nonsense'] })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(getDiff(context, { from: T + 5 * HOUR })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
