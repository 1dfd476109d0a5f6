import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { freezeAt, guardOf, guardRailsSchema, NO_GUARD_RAILS } from './guard-rails.ts';

const at = (text: string) => Date.parse(text);
const once = {
  name: 'release',
  from: '2026-11-25T10:00:00.000Z',
  to: '2026-11-25T12:00:00.000Z',
  repeats: 'never' as const,
};
const weekly = { ...once, name: 'weekend', repeats: 'weekly' as const };

it.each([
  [once, '2026-11-25T09:59:59Z', null],
  [once, '2026-11-25T10:00:00Z', '2026-11-25T12:00:00.000Z'],
  [once, '2026-11-25T12:00:00Z', null],
  [once, '2026-12-02T11:00:00Z', null],
  [weekly, '2026-12-02T11:00:00Z', '2026-12-02T12:00:00.000Z'],
  [weekly, '2026-12-02T12:00:00Z', null],
  [weekly, '2026-11-18T11:00:00Z', null],
])('%o at %s is frozen until %s', (window, now, until) => {
  const found = freezeAt([window], at(now));
  expect(found === null ? null : new Date(found.until).toISOString()).toBe(until);
});

it('is frozen weekly exactly where the time of the week lies in the window', () => {
  const week = 7 * 86_400_000;
  fc.assert(
    fc.property(fc.nat(week - 1), fc.nat(200), (offset, weeks) => {
      const now = at(weekly.from) + weeks * week + offset;
      expect(freezeAt([weekly], now) !== null).toBe(offset < 2 * 3_600_000);
    }),
  );
});

it('asks for what its numbers say, and lets nobody past the switch', () => {
  const rails = { ...NO_GUARD_RAILS, typedAbove: 10, approvalAbove: 20 };
  expect(guardOf(rails, 10, 0)).toEqual({ refusal: null, typed: null, approval: false });
  expect(guardOf(rails, 11, 0)).toEqual({ refusal: null, typed: '11', approval: false });
  expect(guardOf(rails, 21, 0)).toEqual({ refusal: null, typed: '21', approval: true });
  expect(guardOf({ ...rails, readOnly: 'audit' }, 1, 0).refusal).toMatchObject({ code: 'read-only' });
  expect(guardOf({ ...rails, freezes: [once] }, 1, at(once.from)).refusal?.reason).toContain(
    '2026-11-25 12:00 UTC (release)',
  );
});

it('takes no window that ends before it starts, nor a weekly one of a week', () => {
  const parse = (window: object) => guardRailsSchema.safeParse({ ...NO_GUARD_RAILS, freezes: [window] }).success;
  expect(parse(once)).toBe(true);
  expect(parse({ ...once, to: once.from })).toBe(false);
  expect(parse({ ...weekly, to: '2026-12-02T10:00:00.000Z' })).toBe(false);
});
