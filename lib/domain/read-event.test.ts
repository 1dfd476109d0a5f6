import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvent } from './read-event.ts';
import { readEventTime } from './ses-event.ts';
import { unwrapEvents } from './unwrap-event.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const ARN = 'arn:aws:ses:us-east-1:012345678901:tenant/acme/tn-1';

const envelope = (type: string, detail: unknown, more: object = {}) => ({
  version: '0',
  id: '3cc76530-9842-03a9-fdef-e4e4f667cf4e',
  'detail-type': type,
  source: 'aws.ses',
  account: '012345678901',
  time: '2025-07-24T12:44:28Z',
  region: 'us-east-1',
  resources: [ARN],
  detail,
  ...more,
});
/** The sample of AWS's guide. */
const status = (record: object = {}, origin = 'CUSTOMER_MANAGED', type = 'Sending Status Disabled') =>
  envelope(type, {
    version: '1.0.0',
    data: {
      origin,
      record: {
        status: 'DISABLED',
        cause: 'Status manually updated.',
        lastUpdatedTimestamp: [2025, 7, 24, 12, 44, 28, 995000000],
        ...record,
      },
    },
  });
const TEXT = 'The bounce rate exceeded 15.0% based on a representative volume of 197 emails.';
const finding = (word: string, detail: object = { data: TEXT, metadata: { impact: 'HIGH', type: 'BOUNCE' } }) =>
  envelope(`Advisor Recommendation Status ${word}`, { version: '1.0.0', ...detail });

describe('times', () => {
  it.each([
    [[2025, 7, 24, 12, 44, 28, 995_000_000], '2025-07-24T12:44:28.995Z'],
    [[2025, 7, 24, 12, 44, 28], '2025-07-24T12:44:28.000Z'],
    [[2025, 1, 31, 0, 5], '2025-01-31T00:05:00.000Z'],
    [[2025, 12, 31], '2025-12-31T00:00:00.000Z'],
    ['2025-07-24T12:44:28Z', '2025-07-24T12:44:28.000Z'],
    ['2025-07-24T12:44:28.995', '2025-07-24T12:44:28.995Z'],
    ['2025-07-24T14:44:28+02:00', '2025-07-24T12:44:28.000Z'],
    [1_753_361_068.995, '2025-07-24T12:44:28.995Z'],
    [1_753_361_068_995, '2025-07-24T12:44:28.995Z'],
  ])('%j is %s', (value, expected) => expect(new Date(readEventTime(value) ?? 0).toISOString()).toBe(expected));

  it.each([
    [[2025, 13, 1]],
    [[2025, 2, 30]],
    [[2025, 7]],
    [[2025, 7, 24, 12, 60]],
    [[2025, 7, 24.5]],
    ['24 July'],
    [-1],
    [null],
    [{}],
    ['2025-07-24'],
  ])('%j is none', (value) => expect(readEventTime(value)).toBeNull());
});

describe('a status event', () => {
  it('describes one record, at its own time', () => {
    expect(readEvent(status(), NOW)).toMatchObject({
      kind: 'report',
      arn: ARN,
      track: 'customer',
      value: 'DISABLED',
      cause: 'Status manually updated.',
      at: Date.UTC(2025, 6, 24, 12, 44, 28, 995),
    });
    expect(
      readEvent(status({ status: 'REINSTATED', cause: null }, 'AWS_MANAGED', 'Sending Status Enabled'), NOW),
    ).toMatchObject({
      track: 'aws',
      value: 'REINSTATED',
      cause: null,
    });
  });

  it("takes the event's time where the record has none, and a word it does not know as it is", () => {
    expect(readEvent(status({ lastUpdatedTimestamp: undefined, status: 'THROTTLED' }), NOW)).toMatchObject({
      value: 'THROTTLED',
      at: Date.UTC(2025, 6, 24, 12, 44, 28),
    });
  });

  it.each([
    ['of a record we do not know', status({}, 'SOMEBODY_ELSE')],
    ['without a status', status({ status: undefined })],
    ['of another shape', envelope('Sending Status Disabled', 'a text')],
  ])('%s is kept as it came', (_, event) => expect(readEvent(event, NOW)).toMatchObject({ kind: 'unknown' }));
});

describe('a finding event', () => {
  it.each([
    ['Open', 'OPEN'],
    ['Resolved', 'FIXED'],
    ['Closed', 'FIXED'],
  ])('%s is %s, its text verbatim', (word, value) => {
    expect(readEvent(finding(word), NOW)).toMatchObject({
      track: 'finding:BOUNCE',
      value,
      cause: TEXT,
      impact: 'HIGH',
    });
  });

  it('may end without its text, and be of no type', () => {
    expect(readEvent(finding('Resolved', { metadata: { type: 'BOUNCE' } }), NOW)).toMatchObject({
      value: 'FIXED',
      cause: null,
    });
    expect(readEvent(finding('Open', { data: TEXT }), NOW)).toMatchObject({ track: 'finding:', impact: null });
  });

  it('on an identity is advice, told by its ARN', () => {
    const resources = ['arn:aws:ses:us-east-1:012345678901:identity/example.com'];
    expect(readEvent({ ...finding('Open', { data: 'SPF record was not found.' }), resources }, NOW)).toMatchObject({
      kind: 'advice',
      arn: resources[0],
    });
  });
});

it.each([
  ['not an event', { hello: 1 }],
  ['of another source', { ...status(), source: 'aws.ec2' }],
  ['of another account than its resource', { ...status(), account: '999999999999' }],
  ['of another Region than its resource', { ...status(), region: 'eu-west-1' }],
  ['of no resource of SES', { ...status(), resources: ['arn:aws:s3:::bucket'] }],
  ['without a time', { ...status({ lastUpdatedTimestamp: undefined }), time: undefined }],
  ['of a time that is none', status({ lastUpdatedTimestamp: [2025, 14, 1] })],
  ['from the future', status({ lastUpdatedTimestamp: [2031, 1, 1] })],
  ['from before SES', status({ lastUpdatedTimestamp: [1999, 1, 1] })],
])('an event %s is refused with its reason', (_, event) => {
  const read = readEvent(event, NOW);
  expect(read).toMatchObject({ kind: 'refused' });
  expect('reason' in read && read.reason).toMatch(/^It.{8,}\.$/);
});

it('whatever words it holds, every text of it can be stored', () => {
  const anyText = fc.string({
    unit: fc.constantFrom('a', '\0', '\uD800', '\uDC00', '\u{1F4E7}', '\u202E'),
    maxLength: 9,
  });
  fc.assert(
    fc.property(fc.constantFrom('Open', 'Resolved', 'New'), anyText, anyText, anyText, (word, data, type, impact) => {
      const read = readEvent(finding(word, { data, metadata: { type, impact } }), NOW);
      const texts = Object.values(read).filter((text) => typeof text === 'string');
      expect(texts.filter((text) => text.includes('\0') || !text.isWellFormed())).toEqual([]);
    }),
  );
});

it.each([null, [], 'text', { 'detail-type': 7 }, { ...status(), detail: null }, { ...status(), resources: {} }])(
  '%j is read without a throw',
  (value) => expect(readEvent(value, NOW).kind).toMatch(/refused|unknown/),
);

const event = status();
const text = JSON.stringify(event);
it.each([
  ['SQS', { MessageId: '1', Body: text }],
  ['SNS in SQS', { body: JSON.stringify({ Type: 'Notification', Message: text }) }],
  ['SNS that Lambda got', { Records: [{ Sns: { Message: text } }] }],
  ["the command line's answer", { Messages: [{ Body: text }] }],
  ['CloudWatch Logs', { timestamp: 1, message: text }],
  ['an export of CloudWatch Logs', { logEvents: [{ message: `2025-07-24T12:44:28.000Z ${text}` }] }],
  [
    'CloudWatch Logs Insights',
    {
      results: [
        [
          { field: '@timestamp', value: '1' },
          { field: '@message', value: text },
        ],
      ],
    },
  ],
  ['nothing', event],
])('an event in %s is found', (_, carrier) => expect(unwrapEvents(carrier)).toEqual([event]));

it('what holds no event is handed back', () => {
  expect(unwrapEvents({ Body: 'not JSON' })).toEqual([{ Body: 'not JSON' }]);
  expect(unwrapEvents(7)).toEqual([7]);
});
