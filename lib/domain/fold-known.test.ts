import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldKnownNow, foldKnownThen, type KnownChange, likelyAggregate } from './fold-known.ts';

const point = (value: string | null, lastUpdatedAt: number | null = null) => ({ value, cause: null, lastUpdatedAt });

function sight(at: number, value: string, updatedAt: number, seenAfter: number | null = null): KnownChange {
  return {
    incarnation: 1,
    track: 'customer',
    new: point(value, updatedAt),
    at,
    seenAfter,
    awsTime: updatedAt,
    reportedAt: null,
  };
}

function report(at: number, value: string, reportedAt = 9_000): KnownChange {
  return {
    incarnation: 1,
    track: 'customer',
    new: point(value, at),
    at,
    seenAfter: null,
    awsTime: at,
    reportedAt,
  };
}

/** First seen at 100 (ENABLED since 50), read without a change until 200, seen DISABLED (since 230) at 260. */
const WATCHED = [sight(100, 'ENABLED', 50), sight(260, 'DISABLED', 230, 200)];
const placed = (changes: KnownChange[]) => changes.toSorted((one, other) => one.at - other.at);
const nowAt = (changes: KnownChange[], at: number) => {
  const { value, by } = foldKnownNow(placed(changes), at, 300).customer;
  return `${value} by ${by}`;
};

describe('known now to have been', () => {
  it.each([
    [40, 'null by nothing'],
    [60, 'ENABLED by record-time'],
    [100, 'ENABLED by sight'],
    [200, 'ENABLED by sight'],
    [210, 'ENABLED by last-sight'],
    [240, 'DISABLED by record-time'],
    [260, 'DISABLED by sight'],
    [300, 'DISABLED by sight'],
    [400, 'DISABLED by last-sight'],
  ])('at %i, from sights alone: %s', (at, expected) => expect(nowAt(WATCHED, at)).toBe(expected));

  const REPORTS = [
    report(20, 'DISABLED'),
    report(30, 'ENABLED'),
    report(150, 'DISABLED'),
    report(205, 'REINSTATED'),
    report(350, 'ENABLED'),
  ];
  it.each([
    [25, 'DISABLED by report'],
    [40, 'ENABLED by report'],
    [160, 'ENABLED by sight'],
    [204, 'ENABLED by last-sight'],
    [210, 'REINSTATED by report'],
    [240, 'DISABLED by record-time'],
    [280, 'DISABLED by sight'],
    [360, 'ENABLED by report'],
  ])('at %i, with reports: %s', (at, expected) => expect(nowAt([...WATCHED, ...REPORTS], at)).toBe(expected));

  it('tells a sender that was never read by its reports alone', () => {
    const { customer, aws } = foldKnownNow(placed(REPORTS), 170, null);
    expect([customer.value, customer.by, aws.by]).toEqual(['DISABLED', 'report', 'nothing']);
  });
});

const anyReport = fc
  .record({ at: fc.nat(400), value: fc.constantFrom('ENABLED', 'DISABLED', 'REINSTATED'), late: fc.nat(1000) })
  .map(({ at, value, late }) => report(at, value, at + late));

it('reports never move what was known then, and their order of arrival moves nothing', () => {
  fc.assert(
    fc.property(fc.array(anyReport, { maxLength: 12 }), fc.nat(500), fc.nat(), (reports, at, turn) => {
      const whole = placed([...WATCHED, ...reports]);
      expect(foldKnownThen(whole, at)).toEqual(foldKnownThen(WATCHED, at));
      const split = reports.length === 0 ? 0 : turn % reports.length;
      const other = placed([...reports.slice(split).reverse(), ...reports.slice(0, split), ...WATCHED]);
      expect(foldKnownNow(other, at, 300)).toEqual(foldKnownNow(whole, at, 300));
    }),
  );
});

it('within watched stretches nothing overrules our own sight', () => {
  fc.assert(
    fc.property(fc.array(anyReport, { maxLength: 12 }), fc.integer({ min: 100, max: 300 }), (reports, at) => {
      fc.pre(at <= 200 || at >= 260);
      expect(nowAt([...WATCHED, ...reports], at)).toBe(`${at < 260 ? 'ENABLED' : 'DISABLED'} by sight`);
    }),
  );
});

it.each([
  ['DISABLED', null, 'DISABLED'],
  [null, 'DISABLED', 'DISABLED'],
  ['REINSTATED', 'ENABLED', 'REINSTATED'],
  ['ENABLED', 'ENABLED', 'ENABLED'],
  ['ENABLED', null, null],
  ['ENABLED', 'REINSTATED', null],
  ['THROTTLED', 'ENABLED', null],
])('customer %s and SES %s: the aggregate is likely %s', (customer, aws, expected) => {
  expect(likelyAggregate(customer, aws)).toBe(expected);
});
