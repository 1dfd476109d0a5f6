import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountFacts } from './explain-input.ts';
import { patternSchema } from './pattern.ts';
import { PATTERN_KINDS, type PatternKind } from './pattern-kinds.ts';
import { PATTERN_LIMITS, type PatternChange, type PatternInput, type ResourceChange } from './patterns-input.ts';
import { patternsOf } from './patterns.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 23, 12);
const POLICY = 'arn:aws:ses:us-east-1:aws:reputation-policy/';
let ids = 0;

/** A change of the aggregate `hours` ago, seen by a read a minute after the one before. */
function change(
  hours: number,
  from: string | null,
  to: string | null,
  more: Partial<PatternChange> = {},
): PatternChange {
  const seenAt = NOW - hours * HOUR;
  return {
    id: String(++ids),
    incarnation: 1,
    track: 'aggregate',
    kind: 'changed',
    old: from,
    new: to,
    awsTime: null,
    seenAt,
    seenAfter: seenAt - 60_000,
    ...more,
  };
}
const stop = (hours: number, more?: Partial<PatternChange>) => change(hours, 'ENABLED', 'DISABLED', more);
const lift = (hours: number, more?: Partial<PatternChange>) => change(hours, 'DISABLED', 'REINSTATED', more);
const policy = (hours: number, from: string, to: string, more: Partial<PatternChange> = {}) =>
  change(hours, `${POLICY}${from}`, `${POLICY}${to}`, { track: 'policy', ...more });
const detached = (from: number, to: number, more: Partial<ResourceChange> = {}): ResourceChange => ({
  id: String(++ids),
  incarnation: 1,
  kind: 'detached',
  type: 'configuration-set',
  name: 'main',
  seenAfter: NOW - from * HOUR,
  seenAt: NOW - to * HOUR,
  ...more,
});
const account = (enforcementStatus: string | null): AccountFacts => ({
  sendingEnabled: true,
  enforcementStatus,
  productionAccessEnabled: true,
  max24HourSend: 1000,
  sentLast24Hours: 1,
  metricsEnabled: true,
  readAt: '2026-11-23T11:00:00.000Z',
});
const input = (given: Partial<PatternInput> = {}): PatternInput => ({
  now: NOW,
  incarnation: 1,
  changes: [],
  resources: [],
  sendingStatusAggregate: 'ENABLED',
  customerStatus: 'ENABLED',
  awsSesStatus: 'ENABLED',
  deleted: false,
  accountFacts: account('HEALTHY'),
  ...given,
});
const kinds = (given: Partial<PatternInput>): PatternKind[] => patternsOf(input(given)).map(({ kind }) => kind);
const sentence = (given: Partial<PatternInput>, kind: PatternKind) =>
  patternsOf(input(given)).find((pattern) => pattern.kind === kind)?.sentence;

describe('flapping', () => {
  const spread = [stop(100), lift(80), stop(60), lift(40)];

  it('is four flips within seven days', () => {
    expect(kinds({ changes: spread })).toContain('flapping');
    expect(sentence({ changes: spread }, 'flapping')).toBe(
      'Sending flipped between stopped and allowed 4 times between 2026-11-19 08:00 UTC and 2026-11-21 20:00 UTC.',
    );
  });

  it.each([
    ['three flips', spread.slice(1)],
    ['four, the first of them too long ago', [stop(169), ...spread.slice(1)]],
    ['first sights', spread.map((one) => ({ ...one, kind: 'baseline' as const }))],
    [
      'moves between two words that both let mail flow',
      [90, 80, 70, 60].map((at) => change(at, 'ENABLED', 'REINSTATED')),
    ],
    ['moves by way of a word we do not know', [90, 80, 70, 60].map((at) => change(at, 'SLEEPING', 'DISABLED'))],
    ['the same stop told four times', [90, 80, 70, 60].map((at) => stop(at))],
    ['flips of an earlier incarnation', spread.map((one) => ({ ...one, incarnation: 0 }))],
    ['flips of the policy', [90, 80, 70, 60].map((at) => policy(at, 'standard', 'none'))],
  ])('is not %s', (_, changes) => {
    expect(kinds({ changes })).not.toContain('flapping');
  });

  it('is told of a record where the aggregate has no past', () => {
    const changes = spread.map((one) => ({ ...one, track: 'customer', awsTime: one.seenAt - HOUR }));
    expect(sentence({ changes }, 'flapping')).toMatch(
      /^Its customer-managed record flipped between stopped and allowed 4/,
    );
  });

  it('says "at least" where a record moved unseen meanwhile', () => {
    const unseen = change(50, 'ENABLED', 'ENABLED', { track: 'customer', kind: 'rewritten' });
    expect(sentence({ changes: [...spread, unseen] }, 'flapping')).toContain('at least 4 times');
  });
});

describe('relapse', () => {
  const stopped = { sendingStatusAggregate: 'DISABLED', customerStatus: 'DISABLED' };

  it.each<[string, PatternChange[], boolean]>([
    ['stopped again a day after it was allowed', [lift(50), stop(26)], true],
    ['exactly three days, counted from the last read that still showed it stopped', [lift(72), stop(0)], false],
    ['within three days even so', [lift(71), stop(0)], true],
    ['stopped for the first time', [stop(26)], false],
    ['allowed after a stop', [stop(50), lift(26)], false],
    ['another incarnation was allowed', [lift(50, { incarnation: 0 }), stop(26)], false],
    ['long ago, and stopped ever since', [lift(600), stop(590)], true],
    ['long ago, and allowed since', [lift(600), stop(590), lift(580)], false],
    ['a lifting of which nothing says when at the earliest', [lift(50, { seenAfter: null }), stop(26)], false],
  ])('%s', (_, changes, found) => {
    expect(kinds({ ...stopped, changes }).includes('relapse')).toBe(found);
  });

  it('counts from SES’s own times where it gives them, and says "at most" where it does not', () => {
    const at = (hours: number) => ({ track: 'customer', awsTime: NOW - hours * HOUR });
    expect(sentence({ ...stopped, changes: [lift(50, at(51)), stop(26, at(27))] }, 'relapse')).toBe(
      'Its customer-managed record was stopped again at 2026-11-22 09:00 UTC, 1 d after it was allowed again.',
    );
    expect(sentence({ ...stopped, changes: [lift(50), stop(26)] }, 'relapse')).toContain('at most 1 d after');
  });

  it('counts those before it', () => {
    expect(
      sentence({ ...stopped, changes: [stop(120), lift(100), stop(90), lift(50), stop(26)] }, 'relapse'),
    ).toContain('2 relapses in the history looked at.');
  });
});

describe('drift', () => {
  const placeIn = (said: string | undefined) =>
    /(before|after|around the time) it was stopped/.exec(said ?? '')?.[0] ?? null;

  it.each<[string, PatternChange[], string | null]>([
    ['weakened before', [policy(10, 'strict', 'none'), stop(5)], 'before it was stopped'],
    ['weakened after', [stop(5), policy(2, 'standard', 'none')], 'after it was stopped'],
    ['in the same read', [policy(5, 'strict', 'standard'), stop(5)], 'around the time it was stopped'],
    ['strengthened', [policy(10, 'none', 'strict'), stop(5)], null],
    ['to one we do not know', [policy(10, 'strict', 'gentle'), stop(5)], null],
    ['more than a day before', [policy(30, 'strict', 'none'), stop(5)], null],
    ['near a lifting only', [policy(10, 'strict', 'none'), lift(5)], null],
    ['near a stop of long ago that was lifted', [policy(410, 'strict', 'none'), stop(405), lift(400)], null],
    ['at a first sight', [policy(10, 'strict', 'none', { kind: 'baseline' }), stop(5)], null],
  ])('policy %s', (_, changes, words) => {
    expect(placeIn(sentence({ changes }, 'policy-weakened'))).toBe(words);
  });

  it('names the policies and the interval in which it happened', () => {
    expect(sentence({ changes: [policy(10, 'strict', 'none'), stop(5)] }, 'policy-weakened')).toBe(
      'Its policy was weakened from Strict to None between 2026-11-23 01:59 UTC and 2026-11-23 02:00 UTC, ' +
        'before it was stopped (2026-11-23 07:00 UTC).',
    );
  });

  it.each<[string, ResourceChange, string | null]>([
    ['between two reads before the stop', detached(20, 8), 'before it was stopped'],
    ['between two reads after it', detached(4, 1), 'after it was stopped'],
    ['between two reads on either side', detached(8, 2), 'around the time it was stopped'],
    ['between two reads too far apart to say', detached(40, 2), null],
    ['attached', detached(20, 8, { kind: 'attached' }), null],
    ['of an earlier incarnation', detached(20, 8, { incarnation: 0 }), null],
  ])('resource %s', (_, resource, words) => {
    const said = sentence({ changes: [stop(5)], resources: [resource] }, 'resource-detached');
    expect(placeIn(said)).toBe(words);
    expect(said ?? 'The configuration set “main” was detached between').toContain(
      'The configuration set “main” was detached between',
    );
  });
});

describe('the account behind it', () => {
  it.each<[string | null, Partial<PatternInput>, boolean]>([
    ['PROBATION', {}, true],
    ['SHUTDOWN', {}, true],
    ['HEALTHY', {}, false],
    ['ODD', {}, false],
    [null, {}, false],
    ['PROBATION', { sendingStatusAggregate: 'REINSTATED' }, true],
    ['PROBATION', { sendingStatusAggregate: 'DISABLED' }, false],
    ['PROBATION', { sendingStatusAggregate: null }, false],
    ['PROBATION', { deleted: true }, false],
  ])('%s, %o', (enforcement, more, found) => {
    expect(kinds({ accountFacts: account(enforcement), ...more }).includes('account-not-healthy')).toBe(found);
  });

  it('is not claimed where it was never read', () => {
    expect(kinds({ accountFacts: null })).toEqual([]);
  });
});

describe('a status that does not follow', () => {
  const STATUSES = ['ENABLED', 'REINSTATED', 'DISABLED', null, 'SLEEPING'];
  const follows = (aggregate: string, customer: string | null, aws: string | null) =>
    !kinds({ sendingStatusAggregate: aggregate, customerStatus: customer, awsSesStatus: aws }).includes(
      'aggregate-does-not-follow',
    );

  it('is exactly this', () => {
    const broken: string[] = [];
    for (const aggregate of STATUSES)
      for (const customer of STATUSES)
        for (const aws of STATUSES)
          if (!follows(aggregate as string, customer, aws)) broken.push(`${aggregate} ${customer} ${aws}`);
    expect(broken).toMatchInlineSnapshot(`
      [
        "ENABLED ENABLED DISABLED",
        "ENABLED REINSTATED DISABLED",
        "ENABLED DISABLED ENABLED",
        "ENABLED DISABLED REINSTATED",
        "ENABLED DISABLED DISABLED",
        "ENABLED DISABLED null",
        "ENABLED DISABLED SLEEPING",
        "ENABLED null DISABLED",
        "ENABLED SLEEPING DISABLED",
        "REINSTATED ENABLED ENABLED",
        "REINSTATED ENABLED DISABLED",
        "REINSTATED REINSTATED DISABLED",
        "REINSTATED DISABLED ENABLED",
        "REINSTATED DISABLED REINSTATED",
        "REINSTATED DISABLED DISABLED",
        "REINSTATED DISABLED null",
        "REINSTATED DISABLED SLEEPING",
        "REINSTATED null DISABLED",
        "REINSTATED SLEEPING DISABLED",
        "DISABLED ENABLED ENABLED",
        "DISABLED ENABLED REINSTATED",
        "DISABLED REINSTATED ENABLED",
        "DISABLED REINSTATED REINSTATED",
      ]
    `);
  });

  it('says since when it was seen', () => {
    const changes = [stop(5, { track: 'customer' }), stop(3, { track: 'impact' })];
    expect(sentence({ changes, customerStatus: 'DISABLED' }, 'aggregate-does-not-follow')).toBe(
      'The aggregate (ENABLED) does not follow from the records (customer-managed DISABLED, SES-managed ENABLED), ' +
        'as seen since 2026-11-23 07:00 UTC. One of them may be late.',
    );
  });
});

describe('over any history', () => {
  const word = fc.constantFrom('ENABLED', 'REINSTATED', 'DISABLED', 'SLEEPING', null);
  const hours = fc.integer({ min: -10, max: 400 });
  const anyChange = fc
    .record({
      hours,
      incarnation: fc.integer({ min: 0, max: 1 }),
      track: fc.constantFrom('aggregate', 'customer', 'aws', 'policy', 'impact', 'finding:BOUNCE', 'existence'),
      kind: fc.constantFrom('baseline' as const, 'changed' as const, 'rewritten' as const),
      old: fc.oneof(word, fc.constantFrom(`${POLICY}strict`, `${POLICY}none`), fc.string()),
      new: fc.oneof(word, fc.constantFrom(`${POLICY}strict`, `${POLICY}none`), fc.string()),
      awsHours: fc.option(hours),
      afterHours: fc.option(hours),
    })
    .map(({ hours: at, awsHours, afterHours, ...rest }): PatternChange => ({
      id: '',
      ...rest,
      seenAt: NOW - at * HOUR,
      awsTime: awsHours === null ? null : NOW - awsHours * HOUR,
      seenAfter: afterHours === null ? null : NOW - afterHours * HOUR,
    }));
  const anyHistory = fc
    .array(anyChange, { maxLength: 30 })
    .map((changes) => changes.map((one, index) => ({ ...one, id: String(index + 1) })));
  const anyInput = fc.record({ changes: anyHistory, aggregate: word, customer: word, aws: word }).map((given) =>
    input({
      changes: given.changes,
      resources: [detached(10, 4, { id: '900' })],
      sendingStatusAggregate: given.aggregate,
      customerStatus: given.customer,
      awsSesStatus: given.aws,
    }),
  );

  it('answers in the contract, at most one of a kind, worst first, whole sentences', () => {
    fc.assert(
      fc.property(anyInput, (given) => {
        const found = patternsOf(given);
        for (const pattern of found) {
          expect(() => patternSchema.parse(pattern)).not.toThrow();
          expect(pattern.sentence).toMatch(/^[A-Z].*\.$/u);
          expect(pattern.sentence).not.toMatch(/undefined|null|NaN|Infinity| {2}/);
        }
        const order = found.map(({ kind }) => PATTERN_KINDS.indexOf(kind));
        expect(order).toEqual([...new Set(order)].toSorted((a, b) => a - b));
      }),
    );
  });

  it('does not depend on the order in which the changes come', () => {
    fc.assert(
      fc.property(anyInput, fc.infiniteStream(fc.nat()), (given, keys) => {
        const shuffled = given.changes
          .map((one) => ({ one, key: keys.next().value }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(patternsOf({ ...given, changes: shuffled })).toEqual(patternsOf(given));
      }),
    );
  });

  it('does not depend on the date', () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: -2000, max: 2000 }), (given, days) => {
        const by = days * DAY;
        const moved = (at: number | null) => (at === null ? null : at + by);
        const later = {
          ...given,
          now: given.now + by,
          resources: given.resources.map((one) => ({ ...one, seenAt: one.seenAt + by, seenAfter: one.seenAfter + by })),
          changes: given.changes.map((one) => ({
            ...one,
            awsTime: moved(one.awsTime),
            seenAt: one.seenAt + by,
            seenAfter: moved(one.seenAfter),
          })),
        };
        const brief = (all: ReturnType<typeof patternsOf>) => all.map(({ kind, changeIds }) => [kind, changeIds]);
        expect(brief(patternsOf(later))).toEqual(brief(patternsOf(given)));
      }),
    );
  });

  it('finds flapping exactly where a count by hand does', () => {
    const series = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 240 })), { maxLength: 12 });
    fc.assert(
      fc.property(series, (steps) => {
        const ordered = steps.toSorted((a, b) => b[1] - a[1]);
        const changes = ordered.map(([stops, at]) => (stops ? stop(at) : lift(at)));
        let before: boolean | null = null;
        let flips = 0;
        for (const [stops, at] of ordered) {
          if (stops !== before && at * HOUR < PATTERN_LIMITS.flappingMs) flips++;
          before = stops;
        }
        expect(kinds({ changes }).includes('flapping')).toBe(flips >= PATTERN_LIMITS.flips);
      }),
    );
  });
});
