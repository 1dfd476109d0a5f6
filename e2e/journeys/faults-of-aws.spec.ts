import { type FaultCase, walkThroughFaults } from '../fixtures/fault-journey.ts';
import { test } from '../fixtures/journey.ts';

/** What AWS itself answers when it does not answer. */
test.use({
  standingOptions: { simulator: { tenants: 60 }, environment: { STANDING_WATCH_INTERVAL_SECONDS: '1' } },
});

const CASES: FaultCase[] = [
  { fault: { fault: 'expired-token' }, says: /expired/i },
  { fault: { fault: 'denied' }, says: /ses:\w+|permit|denied|refus/i },
  { fault: { fault: 'error-500' }, says: /SES/ },
  { fault: { fault: 'error-503' }, says: /SES/ },
  { fault: { fault: 'throttle' }, says: /throttl|limit|quota|too many/i },
  { fault: { fault: 'conflict' }, says: /SES/ },
  { fault: { fault: 'error', type: 'BrandNewException', status: 400, message: 'Never seen before.' }, says: /SES/ },
];

test('whatever AWS answers instead: the last good record stays, and says so', async ({ page, context, standing }) => {
  test.setTimeout(300_000);
  await walkThroughFaults({ page, context, standing }, CASES);
});
