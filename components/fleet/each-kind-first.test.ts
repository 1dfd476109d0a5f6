import { expect, it } from 'vitest';
import { eachKindFirst } from './each-kind-first.ts';

const pick = (kinds: string, most: number) => {
  const all = kinds.split('').map((kind, at) => ({ kind, at }));
  return eachKindFirst(all, ({ kind }) => kind, most).map(({ kind, at }) => `${kind}${at}`);
};

it.each([
  ['', 3, []],
  ['aab', 5, ['a0', 'a1', 'b2']],
  ['aaaab', 2, ['a0', 'b4']],
  ['aaaab', 3, ['a0', 'a1', 'b4']],
  ['abcd', 2, ['a0', 'b1']],
])('of %j takes %i', (kinds, most, chosen) => {
  expect(pick(kinds, most)).toEqual(chosen);
});
