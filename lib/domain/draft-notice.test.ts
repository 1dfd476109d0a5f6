import { expect, it } from 'vitest';
import { draftNotice, type NoticeInput } from './draft-notice.ts';
import { STANDINGS } from './vocabulary.ts';

const given: NoticeInput = {
  name: 'acme-news',
  customer: 'Acme, Inc.',
  region: 'us-east-1',
  standing: 'disabled',
  since: { at: '2026-11-22T02:14:07.000Z', atLeast: false },
  cause: 'High bounce rate.',
  awsSesStatus: 'ENABLED',
  findings: [{ type: 'BOUNCE', description: 'The bounce rate exceeded 15.0%.' }],
};

it('says the cause and the findings verbatim, and since when', () => {
  const text = draftNotice(given);
  expect(text).toContain('Subject: Your sending through Amazon SES is paused: acme-news');
  expect(text).toContain('since 2026-11-22 02:14 UTC');
  expect(text).toContain('“High bounce rate.”');
  expect(text).toContain('“The bounce rate exceeded 15.0%.”');
});

it('claims no cause that SES did not give, and names no finding where none is open', () => {
  for (const standing of STANDINGS) {
    const text = draftNotice({ ...given, standing, cause: null, findings: [], customer: null });
    expect(text).toContain('gives no cause');
    expect(text).not.toMatch(/bounce|complaint|spam|blocklist|policy/i);
  }
});

it.each([
  ['disabled-by-ses', 'DISABLED', /AWS decides about it/],
  ['disabled-twice', 'DISABLED', /AWS decides about it/],
  ['disabled', 'ENABLED', /before we allow sending again/],
  ['reinstated', 'ENABLED', /may be paused/],
] as const)('of %s promises only what can be kept', (standing, awsSesStatus, words) => {
  expect(draftNotice({ ...given, standing, awsSesStatus })).toMatch(words);
});
