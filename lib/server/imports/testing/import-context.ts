import 'server-only';
import { testAuditKeys } from '../../audit/testing/test-audit-keys.ts';
import type { Context } from '../../context.ts';
import type { Store } from '../../store/store.ts';
import { makeConnection } from '../../store/testing/make-entity.ts';
import { testLog } from '../../store/testing/with-stores.ts';

export const IMPORT_ACCOUNT = '111122223333';
export const IMPORT_TIME = Date.UTC(2026, 10, 23, 12);

/** What the verbs of an import need, over a store with one connection. */
export async function importContext(store: Store, now = () => IMPORT_TIME): Promise<Context> {
  await store.write((transaction) =>
    transaction
      .insertInto('connections')
      .values(makeConnection({ id: 'c1', account: IMPORT_ACCOUNT, partition: 'aws' }))
      .execute(),
  );
  return {
    principal: { kind: 'command-line' },
    store,
    auditKeys: testAuditKeys,
    clock: { now },
    log: testLog,
    requestId: null,
    clientAddress: null,
  } as unknown as Context;
}
