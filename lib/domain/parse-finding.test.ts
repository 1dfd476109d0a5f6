import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findingSchema } from './finding.ts';
import { parseFinding } from './parse-finding.ts';

it('reads the documented sample', () => {
  expect(
    parseFinding(
      'The bounce rate exceeded 15.0% based on a representative volume of 664 emails from July 11, 2025 at 14:41 (UTC) to July 11, 2025 at 16:26 (UTC).',
    ),
  ).toEqual({ exceededPercent: 15, volume: 664, from: '2025-07-11T14:41:00.000Z', to: '2025-07-11T16:26:00.000Z' });
});

it.each([
  ['An IP address is on a blocklist.', null],
  [null, null],
  ['The complaint rate exceeded 0.5%.', { exceededPercent: 0.5, volume: null, from: null, to: null }],
  ['a volume of 12,345 emails', { exceededPercent: null, volume: 12_345, from: null, to: null }],
  ['volume of 1,2 emails from February 30, 2025 at 14:41 (UTC) to Juli 11, 2025 at 16:26 (UTC)', null],
])('%s', (text, parsed) => {
  expect(parseFinding(text)).toEqual(parsed);
});

it('stays in the contract for any text', () => {
  const pieces = fc.constantFrom(
    'exceeded ',
    '15.0%',
    ' volume of ',
    '664 ',
    'from ',
    'July 11, 2025 at 14:41 (UTC)',
    ' to ',
    '9',
  );
  const text = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (written) => {
      expect(findingSchema.shape.parsed.safeParse(parseFinding(written)).success).toBe(true);
    }),
  );
});
