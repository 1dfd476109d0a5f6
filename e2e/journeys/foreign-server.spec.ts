import { changeListSchema } from '../../lib/domain/change.ts';
import { entityListSchema, entitySchema } from '../../lib/domain/entity.ts';
import { api, pages } from '../../lib/domain/paths.ts';
import { expect, untilSeen, watched as test } from '../fixtures/journey.ts';
import { withForeignSes } from '../fixtures/with-standing.ts';

/** Another server that speaks the model and owes us nothing: no STS, no tenants, no findings, no account. */
const arnOf = (name: string) => `arn:aws:ses:us-east-1:111122223333:tenant/${name}/tn-${name}`;
const row = (name: string, members: object = {}) => ({ ReputationEntityReference: arnOf(name), ...members });

function odd(): Record<string, unknown>[] {
  return [
    row('bare'),
    row('null-cause', {
      SendingStatusAggregate: 'DISABLED',
      CustomerManagedStatus: { Status: 'DISABLED', Cause: null, LastUpdatedTimestamp: 1_790_000_000.25 },
    }),
    row('new-word', { SendingStatusAggregate: 'QUARANTINED', ReputationImpact: 'SEVERE' }),
    row('empty-records', { SendingStatusAggregate: 'ENABLED', CustomerManagedStatus: {}, AwsSesManagedStatus: null }),
    ...Array.from({ length: 246 }, (_, at) =>
      row(`ordinary-${String(at).padStart(3, '0')}`, { SendingStatusAggregate: 'ENABLED' }),
    ),
  ];
}

test('250 entities, ten a page, some without any member: all are there and none is better than reported', async ({
  page,
}) => {
  await withForeignSes({ entities: odd(), maximumPageSize: 10 }, async ({ url }, ses) => {
    const list = async (query: Record<string, string> = {}) =>
      entityListSchema.parse(await (await page.request.get(url + api.entities(query))).json());
    await expect.poll(async () => (await list()).total, { timeout: 40_000 }).toBe(250);
    expect((await list({ status: 'enabled' })).total).toBe(247);
    expect((await list({ status: 'other' })).items.map(({ name }) => name).sort()).toEqual(['bare', 'new-word']);
    expect((await list({ status: 'DISABLED' })).items).toMatchObject([{ name: 'null-cause', cause: null }]);

    await page.goto(url + pages.entities({ status: 'other' }));
    await expect(page.getByRole('row').filter({ hasText: 'bare' })).toContainText('Not reported');
    await expect(page.getByRole('row').filter({ hasText: 'new-word' })).toContainText('QUARANTINED');
    await page.goto(url + pages.entity(arnOf('bare')));
    await expect(page.getByRole('heading', { level: 1, name: 'bare' })).toBeVisible();
    await expect(page.getByText('SES reports no such record.')).toHaveCount(2);
    await expect(page.getByRole('region', { name: 'Verdict' })).not.toContainText('does not stop');

    const target = ses.entities.find((one) => one['ReputationEntityReference'] === arnOf('ordinary-007'));
    Object.assign(target ?? {}, {
      SendingStatusAggregate: 'DISABLED',
      AwsSesManagedStatus: { Status: 'DISABLED', Cause: 'Stopped.', LastUpdatedTimestamp: Date.now() / 1000 },
    });
    await page.goto(url + pages.entity(arnOf('ordinary-007')));
    await untilSeen(page, () =>
      expect(page.getByRole('region', { name: 'History' })).toContainText('Stopped.', { timeout: 1000 }),
    );
    const { items } = changeListSchema.parse(
      await (await page.request.get(url + api.changes({ arn: arnOf('ordinary-007'), track: 'aws' }))).json(),
    );
    expect(items.filter(({ kind }) => kind === 'changed')).toMatchObject([
      { old: { value: null }, new: { value: 'DISABLED', cause: 'Stopped.' } },
    ]);
  });
});

test('where listing is denied a pasted ARN still opens its entity, and the pages say what is missing', async ({
  page,
}) => {
  await withForeignSes({ entities: odd(), listDenied: true }, async ({ url }) => {
    await page.goto(`${url}/entities`);
    await untilSeen(page, () =>
      expect(page.getByText('ses:ListReputationEntities').first()).toBeVisible({ timeout: 1000 }),
    );
    await page.getByRole('searchbox').fill(arnOf('null-cause'));
    await expect(page.getByRole('heading', { level: 1, name: 'null-cause' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('cannot send');
    const entity = entitySchema.parse(await (await page.request.get(url + api.entity(arnOf('null-cause')))).json());
    expect(entity).toMatchObject({ standing: 'disabled', freshness: { stale: false }, account: '111122223333' });
    await page.goto(`${url}/entities`);
    await expect(page.getByRole('row').filter({ hasText: 'null-cause' })).toContainText('Disabled');
  });
});
