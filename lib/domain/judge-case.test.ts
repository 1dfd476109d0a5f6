import { describe, expect, it } from 'vitest';
import { judgeEnable, judgeReturn, type RecordStep } from './judge-case.ts';
import type { SeenOutcome } from './seen-before.ts';
import { tellSeenBefore } from './tell-seen-before.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const step = (minutes: number, value: string | null, ours = false): RecordStep => ({
  at: minutes * MINUTE,
  value,
  ours,
});

describe('ENABLED written with open findings', () => {
  it.each<[string, RecordStep[], number, SeenOutcome | null]>([
    ['stayed for an hour', [step(1, 'ENABLED')], 2 * HOUR, 'stayed-enabled'],
    ['stayed, but was watched for half an hour only', [step(1, 'ENABLED')], HOUR / 2, null],
    ['became REINSTATED at once', [step(1, 'REINSTATED')], 2 * MINUTE, 'became-reinstated'],
    ['became REINSTATED a little later', [step(1, 'ENABLED'), step(9, 'REINSTATED')], HOUR, 'became-reinstated'],
    ['was stopped again', [step(1, 'ENABLED'), step(30, 'DISABLED')], HOUR, 'stopped-again'],
    [
      'was stopped two hours later, which is another matter',
      [step(1, 'ENABLED'), step(120, 'DISABLED')],
      3 * HOUR,
      'stayed-enabled',
    ],
    ['was stopped by us', [step(1, 'ENABLED'), step(30, 'DISABLED', true)], 3 * HOUR, null],
    ['was never seen', [], 3 * HOUR, null],
    ['came to a word we do not know', [step(1, 'SLEEPING')], 3 * HOUR, null],
  ])('%s', (_, after, watchedUntil, outcome) => {
    expect(judgeEnable({ sentAt: 0, after, watchedUntil })).toBe(outcome);
  });
});

describe('the last finding of a reinstated sender ended', () => {
  it.each<[string, RecordStep[], number, SeenOutcome | null]>([
    ['and it returned', [step(5, 'ENABLED')], HOUR, 'returned-to-enabled'],
    ['and it stayed for a day', [], 25 * HOUR, 'stayed-reinstated'],
    ['and less than a day was watched', [], HOUR, null],
    ['and it was stopped', [step(5, 'DISABLED')], HOUR, 'stopped-again'],
    ['and we enabled it', [step(5, 'ENABLED', true)], HOUR, null],
    ['and it returned two days later', [step(48 * 60, 'ENABLED')], 72 * HOUR, 'stayed-reinstated'],
  ])('%s', (_, after, watchedUntil, outcome) => {
    expect(judgeReturn({ endedAt: 0, after, watchedUntil })).toBe(outcome);
  });
});

it.each<[(SeenOutcome | null)[], string]>([
  [[], 'This account has shown Standing no earlier case of ENABLED written by Standing while findings were open.'],
  [
    ['stayed-enabled'],
    'In the one earlier case of ENABLED written by Standing while findings were open in this account, it stayed ENABLED for the next hour.',
  ],
  [
    ['stayed-enabled', 'stayed-enabled', 'stayed-enabled'],
    'In all 3 earlier cases of ENABLED written by Standing while findings were open in this account, it stayed ENABLED for the next hour.',
  ],
  [
    ['stopped-again', 'became-reinstated', 'became-reinstated', null],
    'Of 3 earlier cases of ENABLED written by Standing while findings were open in this account, in 2 it became REINSTATED, in 1 it was DISABLED again. The end of 1 more was not seen.',
  ],
])('%o', (ends, sentence) => {
  expect(tellSeenBefore('enable-with-open-findings', '123456789012', ends).sentence).toBe(sentence);
});
