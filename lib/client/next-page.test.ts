import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextPage } from './next-page.ts';

const ORIGIN = 'https://standing.example.com';
const search = (next: string) => `?${new URLSearchParams({ next })}`;

it.each([
  ['/entity?arn=arn%3Aaws%3Ases%3Aus-east-1%3A1%3Atenant%2Fa%2Fb&at=2026-11-22T02%3A14%3A07Z#history', null],
  ['/', null],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/.//evil.example', '/'],
  ['/a/..//evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['entities', '/'],
  ['/login?next=/login', '/'],
  ['', '/'],
])('%j', (next, expected) => {
  expect(nextPage(search(next), ORIGIN)).toBe(expected ?? next);
});

it('never leaves this site, whatever it is given', () => {
  const hostile = fc.array(
    fc.constantFrom('/', '\\', '.', ':', '@', '?', '#', '\t', '\n', '%', 'a', 'evil.example', 'http'),
  );
  fc.assert(
    fc.property(hostile, (parts) => {
      expect(new URL(nextPage(search(parts.join('')), ORIGIN), ORIGIN).origin).toBe(ORIGIN);
    }),
  );
});
