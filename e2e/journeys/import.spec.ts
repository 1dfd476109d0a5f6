import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import type { EventImport } from '../../lib/domain/event-import.ts';
import { api, pages } from '../../lib/domain/paths.ts';
import { expect, simulatorOf, test, untilRead } from '../fixtures/journey.ts';

/** An administrator gives Standing the events an archive kept, and the history starts before the install. */
test.use({ standingOptions: { simulator: { tenants: 24, past: 90 } } });

const HOME = 'us-east-1';

test('a file of events becomes history, and twice changes nothing', async ({ page, standing }) => {
  await untilRead(page, 12);
  const events = (await simulatorOf(standing).control.past()) as { region: string }[];
  const here = events.filter((event) => event.region === HOME);
  const lines = [...events.map((event) => JSON.stringify(event)), '{"broken', '<b>bold</b>'];
  const file = { name: 'archive.ndjson.gz', mimeType: 'application/gzip', buffer: gzipSync(lines.join('\n')) };
  await page.goto(pages.imports());
  await expect(page.getByText('Nothing was imported yet.')).toBeVisible();
  await page.getByLabel('File of events').setInputFiles(file);
  await page.getByRole('button', { name: 'Import events' }).click();
  const report = page.getByRole('status').filter({ hasText: 'taken into the history' });
  await expect(report).toContainText(`${lines.length.toLocaleString('en')} events`);
  await expect(report).toContainText('2 × It is not JSON.');
  await expect(report).toContainText(`No connection reads account 111122223333 in Region eu-west-1.`);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  }

  await page.getByRole('button', { name: 'Import events' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'archive.ndjson.gz' })).toHaveCount(2);
  const { items } = (await (await page.request.get(api.imports())).json()) as { items: EventImport[] };
  const [again, first] = items;
  expect(first?.counts).toMatchObject({ events: lines.length, refused: events.length - here.length + 2 });
  expect(again?.counts).toMatchObject({ taken: 0, merged: first?.counts.merged });

  // A sender that was gone before anybody watched has a page with its history, and says what it rests on.
  const gone = here.find((event) => JSON.stringify(event).includes('retired-fabrikam-mailer')) as
    | { resources?: string[] }
    | undefined;
  await page.goto(pages.entity(gone?.resources?.[0] ?? ''));
  await expect(
    page.getByText('SES no longer knows this entity').or(page.getByText('Known from events alone')),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'History' }).getByRole('listitem').first()).toBeVisible();
});
