import { expect, it } from 'vitest';
import { heldSince } from './held-since.ts';

const at = (status: string | null, lastUpdatedAt: number | null) => ({ status, lastUpdatedAt });

it.each([
  ['DISABLED', at('DISABLED', 5), at('ENABLED', 1), 5],
  ['DISABLED', at('DISABLED', 5), at('DISABLED', 3), 3],
  ['DISABLED', at('ENABLED', 5), null, null],
  ['DISABLED', at('DISABLED', null), at('DISABLED', 4), 4],
  ['ENABLED', at('ENABLED', 5), at('ENABLED', 9), 9],
  ['ENABLED', at('ENABLED', 5), null, null],
  ['ENABLED', at('REINSTATED', 5), at('ENABLED', 1), null],
  ['REINSTATED', at('REINSTATED', 5), at('ENABLED', 1), 5],
  ['SLEEPING', at('DISABLED', 5), at('DISABLED', 1), null],
  [null, at('DISABLED', 5), null, null],
])('%s with %o and %o has held since %s', (aggregate, customer, aws, since) => {
  expect(heldSince(aggregate, customer, aws)).toBe(since);
});
