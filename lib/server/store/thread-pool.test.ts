import { expect, it } from 'vitest';
import type { Thread } from './open-thread.ts';
import { createThreadPool } from './thread-pool.ts';

const thread = () => ({ ended: () => false, close: () => Promise.resolve() }) as unknown as Thread;

it('lends a thread to one user at a time, first come first served', async () => {
  const pool = createThreadPool(1, thread);
  const first = await pool.acquire();
  const order: string[] = [];
  const second = pool.acquire().then((lent) => {
    order.push('second');
    pool.release(lent);
  });
  const third = pool.acquire().then((lent) => {
    order.push('third');
    pool.release(lent);
  });
  expect(order).toEqual([]);
  pool.release(first);
  await Promise.all([second, third]);
  expect(order).toEqual(['second', 'third']);
});

it('refuses whoever still waits when it closes', async () => {
  const pool = createThreadPool(1, thread);
  await pool.acquire();
  const waiting = expect(pool.acquire()).rejects.toThrow('The store is closed.');
  await pool.close();
  await waiting;
  await expect(pool.acquire()).rejects.toThrow('The store is closed.');
});
