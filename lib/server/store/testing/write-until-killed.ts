import 'server-only';
import { createLog } from '../../log.ts';
import { openStore, type StoreLocation } from '../open-store.ts';

/**
 * A process to be killed: writes 1, 2, 3 … to the store, each in two tables, and says each number on standard output
 * once its write is acknowledged. Its argument is the location as JSON.
 */
const store = await openStore(JSON.parse(process.argv[2] ?? '') as StoreLocation, createLog('silent'));
for (let number = 1; ; number++) {
  const value = String(number);
  await store.write(async (transaction) => {
    await transaction.insertInto('settings').values({ key: value, value }).execute();
    await transaction
      .insertInto('acts')
      .values({
        id: value,
        idempotency_key: value,
        act: value,
        reason: 'test',
        request_hash: value,
        principal_id: 'test',
        principal_name: 'test',
        started_at: number,
      })
      .execute();
  });
  process.stdout.write(`${value}\n`);
}
