import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareResources, type HeldResource } from './compare-resources.ts';

const arns = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 8 });

it('holds after any answers what the last one said, and tells each coming and going once', () => {
  fc.assert(
    fc.property(fc.array(arns, { maxLength: 8 }), (answers) => {
      let held: HeldResource[] = [];
      let id = 0;
      const told: string[] = [];
      for (const answer of answers) {
        const { stayed, gone, fresh } = compareResources(held, answer);
        expect(new Set([...stayed, ...gone])).toEqual(new Set(held));
        expect(stayed.length + gone.length).toBe(held.length);
        told.push(...gone.map(({ arn }) => `-${arn}`), ...fresh.map((arn) => `+${arn}`));
        held = [...stayed, ...fresh.map((arn) => ({ id: ++id, arn }))];
        expect(held.map(({ arn }) => arn).toSorted()).toEqual([...new Set(answer)].toSorted());
      }
      for (const arn of 'abcde') {
        const own = told.filter((word) => word.endsWith(arn)).map((word) => word[0]);
        expect(own).toEqual(own.map((_, index) => (index % 2 === 0 ? '+' : '-')));
      }
    }),
  );
});

it('says nothing where nothing moved', () => {
  expect(compareResources([{ id: 1, arn: 'a' }], ['a', 'a'])).toEqual({
    stayed: [{ id: 1, arn: 'a' }],
    gone: [],
    fresh: [],
  });
});
