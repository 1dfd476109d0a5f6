import { expect, it } from 'vitest';
import type { Thread } from './open-thread.ts';
import { createThreadPool } from './thread-pool.ts';

const thread = () => ({ ended: () => false, close: () => Promise.resolve() }) as unknown as Thread;

it('lends a thread to one user at a time, first come first served', async () => {
  const pool = createThreadPool(1, thread);
  const first = await pool.acquire();
  const order: string[] = [];
  const use = async (name: string) => {
    const lent = await pool.acquire();
    order.push(name);
    pool.release(lent);
  };
  const waiting = [use('second'), use('third')];
  expect(order).toEqual([]);
  pool.release(first);
  await Promise.all(waiting);
  expect(order).toEqual(['second', 'third']);
});

it('refuses whoever still waits when it closes', async () => {
  const pool = createThreadPool(1, thread);
  await pool.acquire();
  const [waiting] = await Promise.all([pool.acquire().catch((error: unknown) => error), pool.close()]);
  expect(waiting).toMatchObject({ message: 'The store is closed.' });
  await expect(pool.acquire()).rejects.toThrow('The store is closed.');
});
