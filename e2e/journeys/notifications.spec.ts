import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { pages } from '../../lib/domain/paths.ts';
import { expect, simulatorOf, test, untilRead } from '../fixtures/journey.ts';

test.use({
  standingOptions: { simulator: { tenants: 60 }, environment: { STANDING_WEBHOOK_PRIVATE: '1' } },
});

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

async function startReceiver() {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    stop: () => server.close(),
  };
}

test('an administrator sets a webhook, tests it, and is told of a sender that was stopped', async ({
  page,
  standing,
}) => {
  const receiver = await startReceiver();
  await untilRead(page, 20);
  await page.goto(pages.notifications());
  await expect(page.getByText('No webhook is set: nobody is told.')).toBeVisible();
  await page.getByLabel('Address').fill('http://169.254.169.254/latest');
  await page.getByRole('button', { name: 'Set webhook' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'it is no address of a receiver' })).toBeVisible();
  await page.getByLabel('Address').fill(receiver.url);
  await page.getByRole('button', { name: 'Set webhook' }).click();
  const secret = (await page.locator('code').filter({ hasText: 'whsec_' }).textContent()) ?? '';

  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('The receiver took the test message (204).').first()).toBeVisible();
  expect(receiver.received).toHaveLength(1);

  const { control } = simulatorOf(standing);
  await control.setEntity({
    name: 'northwind-traders',
    region: 'us-east-1',
    aws: { status: 'DISABLED', cause: 'Phishing.' },
  });
  await expect.poll(() => receiver.received.length, { timeout: 20_000 }).toBe(2);
  const { headers, body } = receiver.received[1] ?? { headers: {}, body: '' };
  // Throws unless it was signed with the secret that was shown.
  const message = new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(message).toMatchObject({
    type: 'senders.stopped',
    data: { count: 1, senders: [{ name: 'northwind-traders' }] },
  });
  expect(body).toContain(`${standing.url}/entity?arn=`);
  await expect(page.getByRole('listitem').filter({ hasText: 'northwind-traders' })).toContainText('Delivered');
  receiver.stop();
});
