import { api, pages } from '../../lib/domain/paths.ts';
import { entitySchema } from '../../lib/domain/entity.ts';
import { type FaultCase, walkThroughFaults } from '../fixtures/fault-journey.ts';
import { expect, simulatorOf, test, untilRead } from '../fixtures/journey.ts';

/** What happens between us and AWS. */
test.use({
  standingOptions: { simulator: { tenants: 60 }, environment: { STANDING_WATCH_INTERVAL_SECONDS: '1' } },
});

const UNREACHABLE = /answer|reach|connection|SES/i;
const CASES: FaultCase[] = [
  { fault: { fault: 'reset' }, says: UNREACHABLE },
  { fault: { fault: 'half' }, says: UNREACHABLE },
  { fault: { fault: 'truncated' }, says: UNREACHABLE },
  { fault: { fault: 'empty' }, says: UNREACHABLE },
  { fault: { fault: 'html-200' }, says: UNREACHABLE },
  { fault: { fault: 'html-502' }, says: UNREACHABLE },
];

test('whatever breaks on the way: the last good record stays, and says so', async ({ page, context, standing }) => {
  test.setTimeout(300_000);
  await walkThroughFaults({ page, context, standing }, CASES);
});

test('slow: the page shows the last record at once, and says so when it grows old', async ({ page, standing }) => {
  test.setTimeout(120_000);
  const { control } = simulatorOf(standing);
  await untilRead(page, 20);
  const { arn } = await control.setEntity({ name: 'hooli-digest', region: 'us-east-1' });
  await control.addFault({ fault: 'slow', milliseconds: 25_000 });
  try {
    await page.goto(pages.entity(arn));
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('cannot send', { timeout: 5000 });
    await expect(page.getByText(/Not current: shown as of/)).toContainText(/has not answered|did not answer/, {
      timeout: 30_000,
    });
  } finally {
    await control.clearFaults();
  }
  await expect(page.getByText(/Not current: shown as of/)).toHaveCount(0, { timeout: 40_000 });
});

test('wrong clock: nothing wrong is shown, and reading goes on or says why', async ({ page, standing }) => {
  const { control } = simulatorOf(standing);
  await untilRead(page, 20);
  const { arn } = await control.setEntity({ name: 'hooli-digest', region: 'us-east-1' });
  await control.addFault({ fault: 'wrong-clock', offsetSeconds: 3600 });
  try {
    for (let round = 0; round < 4; round++) {
      const entity = entitySchema.parse(await (await page.request.get(api.entity(arn))).json());
      expect(entity.sendingStatusAggregate).toBe('DISABLED');
      if (entity.freshness.stale) expect(entity.freshness.reason?.message).toMatch(/clock|SES/);
      await page.waitForTimeout(500);
    }
  } finally {
    await control.clearFaults();
  }
  await untilRead(page, 20);
});
