import { expect, it } from 'vitest';
import { counted } from './counted.ts';

it.each([
  [0, '0 senders'],
  [1, '1 sender'],
  [2, '2 senders'],
  [1204, '1,204 senders'],
])('counts %i', (count, words) => {
  expect(counted(count, 'sender')).toBe(words);
});

it('takes a plural of its own', () => {
  expect(counted(1, 'match', 'matches')).toBe('1 match');
  expect(counted(3, 'match', 'matches')).toBe('3 matches');
});
