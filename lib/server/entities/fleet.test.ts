import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import type { EntityArn } from '../../domain/arn.ts';
import { changeListSchema } from '../../domain/change.ts';
import { type EntityListItem, type EntityListQuery, entityListSchema } from '../../domain/entity.ts';
import { findingListSchema } from '../../domain/finding.ts';
import { overviewSchema } from '../../domain/overview.ts';
import type { ConnectionsLive } from '../credentials/list-connections.ts';
import { applyFindings } from '../findings/apply-findings.ts';
import { listFindings } from '../findings/list-findings.ts';
import { listChanges } from '../history/list-changes.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { answerEntityList } from './answer-entity-list.ts';
import { exportEntities } from './export-entities.ts';
import { getEntity } from './get-entity.ts';
import { getOverview } from './get-overview.ts';
import { listEntities } from './list-entities.ts';
import { type World, openWorld } from './testing/open-world.ts';

const live: ConnectionsLive = { watcher: { report: () => null }, config: { sesRate: 1, sesShare: 0.5 } };
let simulator: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 60, seed: 7 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
});
afterAll(() => simulator.stop());

withStores('the fleet', ({ open }) => {
  let world: World;
  let arns: string[];
  beforeEach(async () => {
    world = await openWorld(await open(), simulator.keys.first);
    arns = await world.sweep();
  });
  afterEach(() => world.close());

  async function everything(query: EntityListQuery): Promise<EntityListItem[]> {
    const items: EntityListItem[] = [];
    let cursor: string | undefined;
    do {
      const page = await listEntities(world.context, { ...query, limit: 7, cursor });
      expect(entityListSchema.safeParse(page).error).toBeUndefined();
      items.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return items;
  }

  it('lists every entity once, filters in the words of a person, and asks SES nothing', async () => {
    await simulator.control.clearLog();
    const all = await everything({});
    expect(all.map((item) => item.arn).toSorted()).toEqual(arns.toSorted());
    const disabled = all.filter((item) => item.sendingStatusAggregate === 'DISABLED');
    expect(disabled.length).toBeGreaterThan(0);
    expect((await everything({ status: ['DISABLED'] })).length).toBe(disabled.length);
    const enforced = await everything({ status: ['Enforced'] });
    expect(enforced.every((item) => item.awsSesManagedStatus?.status === 'DISABLED')).toBe(true);
    const parts = await Promise.all(
      [['DISABLED'], ['REINSTATED'], ['ENABLED'], ['other']].map((status) => everything({ status })),
    );
    expect(parts.flat().length).toBe(all.length);
    const impacts = await Promise.all(['HIGH', 'LOW', 'none', 'other'].map((word) => everything({ impact: [word] })));
    expect(impacts.flat().length).toBe(all.length);
    const policies = await Promise.all(
      ['standard', 'strict', 'none', 'other'].map((word) => everything({ policy: [word] })),
    );
    expect(policies.flat().length).toBe(all.length);
    expect(await everything({ q: arns[0] ?? '' })).toMatchObject([{ arn: arns[0] }]);
    expect(await simulator.control.log()).toEqual([]);
  });

  it('refuses words it does not know, and knows nobody before it watched', async () => {
    await expect(listEntities(world.context, { status: ['SLEEPY'] })).rejects.toMatchObject({ code: 'invalid-input' });
    const before = await listEntities(world.context, { at: 1 });
    expect(before).toMatchObject({ items: [], total: 0, past: { now: { total: arns.length } } });
    expect(before.past?.unwatched).not.toEqual([]);
    await expect(listEntities(world.context, { cursor: 'x' })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('gives the same bytes while nothing is written, and new ones after', async () => {
    const [first, second] = [await answerEntityList(world.context, {}), await answerEntityList(world.context, {})];
    expect(second).toEqual(first);
    await simulator.control.setEntity({
      arn: arns[0] ?? '',
      customer: { status: 'DISABLED', cause: `At ${Date.now()}` },
    });
    await world.sweep();
    expect((await answerEntityList(world.context, {})).etag).not.toBe(first.etag);
  });

  it('exports the filter as CSV, one line an entity', async () => {
    const text = await new Response(await exportEntities(world.context, { status: ['DISABLED'] })).text();
    const { total } = await listEntities(world.context, { status: ['DISABLED'] });
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^name,arn,account,region,/);
    expect(lines.length).toBe(total + 1);
  });

  it('counts the same fleet as the list, with what flipped', async () => {
    const arn = arns.at(-1) as EntityArn;
    const before = await getEntity(world.context, { arn });
    const blocked = before.sendingStatusAggregate === 'DISABLED';
    const status = blocked ? 'ENABLED' : 'DISABLED';
    await simulator.control.setEntity({ arn, customer: { status }, aws: { status: 'ENABLED' } });
    world.advance(1000);
    await world.sweep();
    const overview = await getOverview(world.context, live);
    expect(overviewSchema.safeParse(overview).error).toBeUndefined();
    expect(overview.total).toBe(arns.length);
    for (const counts of [overview.byStanding, overview.byImpact, overview.byPolicy]) {
      expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(arns.length);
    }
    expect(overview.byRegion).toMatchObject([{ region: 'us-east-1', account: '111122223333', total: arns.length }]);
    expect(overview.changedTotal).toBe(1);
    expect(overview.changed).toMatchObject([{ arn, name: before.name, new: { value: status } }]);
    expect(overview.unread).toBe(0);
    await world.context.store.write((transaction) =>
      transaction.updateTable('connections').set({ state: 'unread' }).execute(),
    );
    expect((await getOverview(world.context, live)).unread).toBe(arns.length);
    const here = await getOverview(world.context, live, { region: ['us-east-1'], connection: ['c1'] });
    expect(here).toMatchObject({ total: arns.length, unread: arns.length });
    const elsewhere = await getOverview(world.context, live, { region: ['eu-west-1'] });
    expect(elsewhere).toMatchObject({ total: 0, deleted: 0, changedTotal: 0, unread: 0, connections: [] });
  });

  it('tells the history of one entity with baselines, and of the fleet without', async () => {
    const arn = arns[0] as EntityArn;
    const own = await listChanges(world.context, { arn });
    expect(changeListSchema.safeParse(own).error).toBeUndefined();
    expect(own.items.length).toBeGreaterThan(0);
    expect(own.items.every((item) => item.kind === 'baseline' && item.old === null)).toBe(true);
    expect(own.watchedSince).not.toBeNull();
    expect((await listChanges(world.context, {})).items).toEqual([]);
    expect((await listChanges(world.context, { arn, track: ['aggregate'] })).items).toHaveLength(1);
    const nobody = 'arn:aws:ses:us-east-1:111122223333:tenant/nobody/tn-0' as EntityArn;
    await expect(listChanges(world.context, { arn: nobody })).rejects.toMatchObject({ code: 'entity-not-found' });
  });

  it('lists findings, open first, parsed, and says when the list may be incomplete', async () => {
    const arn = arns[0] as EntityArn;
    const finding = {
      arn,
      type: 'BOUNCE',
      impact: 'HIGH',
      description: 'The bounce rate exceeded 15.0% based on a representative volume of 664 emails.',
      status: 'OPEN',
      createdAt: Date.now() - 60_000,
      lastUpdatedAt: Date.now() - 60_000,
    };
    const fixed = { ...finding, status: 'FIXED', createdAt: Date.now() - 30_000 };
    await applyFindings(world.context, {
      connectionId: 'c1',
      source: 'list',
      findings: [fixed, finding],
      beganAt: Date.now(),
      endedAt: Date.now(),
      baseline: true,
    });
    const list = await listFindings(world.context, { arn });
    expect(findingListSchema.safeParse(list).error).toBeUndefined();
    expect(list.items.map((item) => item.status)).toEqual(['OPEN', 'FIXED']);
    expect(list.items[0]?.parsed).toMatchObject({ exceededPercent: 15, volume: 664 });
    expect(list).toMatchObject({ readAt: null, incomplete: expect.stringContaining('not been read whole') as string });
    const entity = await getEntity(world.context, { arn });
    expect(entity.explanation.working.map((step) => step.finding).join(' ')).toContain('BOUNCE (HIGH)');
  });
});
