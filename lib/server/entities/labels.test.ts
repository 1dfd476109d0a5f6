import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startInProcess } from '../../../e2e/ses-simulator/start.ts';
import { type EntityArn, parseArn, tenantOf } from '../../domain/arn.ts';
import { entitySchema } from '../../domain/entity.ts';
import { labelOfTags } from '../../domain/label-of-tags.ts';
import { scopedStore } from '../store/scoped-store.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { getAct } from '../triage/get-act.ts';
import { whenRun } from '../triage/begin-run.ts';
import { startAct } from '../triage/start-act.ts';
import { createTagReader } from '../watch/read-tags.ts';
import type { Watched } from '../watch/watched.ts';
import { getEntity } from './get-entity.ts';
import { importLabels } from './import-labels.ts';
import { listEntities } from './list-entities.ts';
import { protectEntities } from './protect-entities.ts';
import { type World, openWorld } from './testing/open-world.ts';

let simulator: Awaited<ReturnType<typeof startInProcess>>;
beforeAll(async () => {
  simulator = await startInProcess({ tenants: 24, seed: 7 });
  process.env.AWS_ENDPOINT_URL_SESV2 = simulator.url;
});
afterAll(() => simulator.stop());

withStores('labels', ({ open }) => {
  let world: World;
  let arns: EntityArn[];
  beforeEach(async () => {
    world = await openWorld(await open(), simulator.keys.first);
    arns = (await world.sweep()) as EntityArn[];
  });
  afterEach(() => world.close());

  const found = async (q: string) => (await listEntities(world.context, { q })).items.map(({ arn }) => arn);
  const nameOf = (arn: string) => tenantOf(parseArn(arn)!).tenantName;
  const labelOf = async (arn: EntityArn) => (await getEntity(world.context, { arn })).label;

  it('from CSV are found by every search, shown, replaced, and taken off', async () => {
    const [first, second] = arns as [EntityArn, EntityArn];
    const csv = [
      'Tenant;ARN;Name;Customer number;Contact;Link',
      `;${first};"Acme, Inc.";K-10023;ops@acme.example;https://crm.example/acme`,
      `${nameOf(second)};;Globex Corporation;;;`,
    ].join('\r\n');
    expect(await importLabels(world.context, { csv })).toEqual({
      taken: 2,
      unchanged: 0,
      refusedTotal: 0,
      refused: [],
    });
    for (const q of ['K-10023', 'ops@acme', 'crm.example', 'inc.']) expect(await found(q)).toEqual([first]);
    expect(await found('globex corp')).toContain(second);
    const entity = await getEntity(world.context, { arn: first });
    expect(entitySchema.safeParse(entity).error).toBeUndefined();
    expect(entity.label).toEqual({
      name: 'Acme, Inc.',
      customerNumber: 'K-10023',
      contact: 'ops@acme.example',
      link: 'https://crm.example/acme',
      source: 'csv',
    });
    expect(await importLabels(world.context, { csv })).toMatchObject({ taken: 0, unchanged: 2 });
    expect(await importLabels(world.context, { csv: `arn,name\n${first},` })).toMatchObject({ taken: 1 });
    expect(await found('K-10023')).toEqual([]);
    expect(await labelOf(first)).toBeNull();
    await world.sweep();
    expect((await labelOf(second))?.name).toBe('Globex Corporation');
  });

  it('that name nobody, or hold what must not be shown, are refused line by line', async () => {
    const [first] = arns as [EntityArn];
    const lines = [
      'arn,name,link',
      `${first},Acme,javascript:alert(1)`,
      'arn:aws:ses:us-east-1:111122223333:tenant/nobody/tn-0,Nobody,',
      ',No sender,',
      `${first},Acme,https://crm.example`,
    ];
    const report = await importLabels(world.context, { csv: lines.join('\n') });
    expect(report).toMatchObject({ taken: 1, refusedTotal: 3 });
    expect(report.refused.map(({ line }) => line)).toEqual([2, 3, 4]);
    await expect(importLabels(world.context, { csv: 'sending,status\na,b' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  it('reach no sender of a connection that the person may not see', async () => {
    const [first] = arns as [EntityArn];
    const outside = { ...world.context, store: scopedStore(world.context.store, ['another']) };
    expect(await importLabels(outside, { csv: `arn,name\n${first},Mine` })).toMatchObject({
      taken: 0,
      refusedTotal: 1,
    });
    const protect = { arns: [first], protected: true };
    await expect(protectEntities(outside, protect)).rejects.toMatchObject({ code: 'entity-not-found' });
  });

  it('from tags are read one by one, and never replace what was uploaded', async () => {
    const [first] = arns as [EntityArn];
    await importLabels(world.context, { csv: `arn,name\n${first},By hand` });
    const { context, connection } = world;
    const watched = {
      id: 'c1',
      context,
      ses: connection,
      signal: new AbortController().signal,
      checkLease: async () => {},
    };
    const reader = createTagReader(watched as unknown as Watched, { name: 'plan', customerNumber: 'absent' });
    await simulator.control.clearLog();
    while (await reader.due(false)) await reader.step();
    const log = await simulator.control.log();
    expect(log).toHaveLength(arns.length);
    expect(new Set(log.map(({ operation }) => operation))).toEqual(new Set(['ListTagsForResource']));
    expect(await labelOf(first)).toMatchObject({ name: 'By hand', source: 'csv' });
    const read = (await listEntities(world.context, { q: 'enterprise' })).items;
    expect(read.length).toBeGreaterThan(0);
    expect(new Set(read.map(({ label }) => label?.source))).toEqual(new Set(['tags']));
    expect(await reader.due(true)).toBe(false);
    const off = createTagReader(watched as unknown as Watched, null);
    expect(await off.due(false)).toBe(false);
  });

  it('leave a protected sender alone: acts are refused with the reason until the mark is taken off', async () => {
    const [first] = arns as [EntityArn];
    await simulator.control.setEntity({ arn: first, customer: { status: 'ENABLED' }, aws: { status: 'ENABLED' } });
    const act = async (idempotencyKey: string) => {
      const { id } = await startAct(world.context, { arns: [first], act: 'disable', reason: 'test', idempotencyKey });
      await whenRun(world.context.store, id);
      return (await getAct(world.context, { id })).items[0];
    };
    await protectEntities(world.context, { arns: [first], protected: true, reason: 'largest customer' });
    expect((await getEntity(world.context, { arn: first })).protection).toMatchObject({
      by: 'ada@example.com',
      reason: 'largest customer',
    });
    await simulator.control.clearLog();
    expect(await act('protected-1')).toMatchObject({
      outcome: 'refused',
      detail: expect.stringContaining('by ada@example.com: largest customer') as string,
    });
    expect((await simulator.control.log()).filter(({ operation }) => operation.startsWith('Update'))).toEqual([]);
    expect(await protectEntities(world.context, { arns: [first], protected: false })).toEqual({ changed: 1 });
    expect(await protectEntities(world.context, { arns: [first], protected: false })).toEqual({ changed: 0 });
    expect(await act('protected-2')).toMatchObject({ outcome: 'confirmed' });
    const audit = await world.context.store.read.selectFrom('audit').select('action').execute();
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(['entity.protect', 'entity.unprotect']));
  });
});

it('takes a link from a tag only where it is one', () => {
  const keys = { name: 'customer', link: 'crm' };
  const tags = [
    { key: 'customer', value: ' Acme ' },
    { key: 'crm', value: 'javascript:alert(1)' },
  ];
  expect(labelOfTags(tags, keys)).toEqual({ name: 'Acme', customerNumber: null, contact: null, link: null });
  expect(labelOfTags([{ key: 'Customer', value: 'Acme' }], keys)).toBeNull();
});
