import { expect, it } from 'vitest';
import { createAnswerCache } from './answer-cache.ts';

function fixture(mostBytes?: number) {
  let revision = 0;
  let computed = 0;
  const cache = createAnswerCache({ revision: () => revision }, mostBytes);
  return {
    write: () => revision++,
    computed: () => computed,
    ask: (key: string, value: unknown = { key }) =>
      cache.answer(key, async () => {
        computed++;
        if (value instanceof Error) throw value;
        return value;
      }),
  };
}

it('computes once for all who ask before the next write', async () => {
  const { ask, computed, write } = fixture();
  const answers = await Promise.all([ask('a'), ask('a'), ask('b')]);
  expect(answers.map((answer) => answer.text)).toEqual(['{"key":"a"}', '{"key":"a"}', '{"key":"b"}']);
  expect(computed()).toBe(2);
  write();
  await ask('a', { key: 'changed' });
  expect([computed(), (await ask('a')).text]).toEqual([3, '{"key":"changed"}']);
});

it('gives the same tag for the same text and another for another', async () => {
  const { ask, write } = fixture();
  const before = await ask('a', 1);
  write();
  const same = await ask('a', 1);
  write();
  const other = await ask('a', 2);
  expect([same.etag === before.etag, other.etag === before.etag]).toEqual([true, false]);
});

it('keeps no failure', async () => {
  const { ask } = fixture();
  await expect(ask('a', new Error('no'))).rejects.toThrow('no');
  expect((await ask('a')).text).toBe('{"key":"a"}');
});

it('forgets the answers used longest ago when they take too much room', async () => {
  const { ask, computed } = fixture(60);
  await ask('a');
  await ask('b');
  await ask('a');
  await ask('c');
  const before = computed();
  await ask('a');
  expect(computed()).toBe(before);
  await ask('b');
  expect(computed()).toBe(before + 1);
});
