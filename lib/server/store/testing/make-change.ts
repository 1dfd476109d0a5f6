import 'server-only';
import type { Insertable } from 'kysely';
import type { ChangeTable } from '../schema.ts';
import type { Store } from '../store.ts';
import { TEST_TIME } from './make-entity.ts';

/** ENABLED → DISABLED of the aggregate, unless given otherwise. */
export function makeChange(entityId: number, given: Partial<Insertable<ChangeTable>> = {}): Insertable<ChangeTable> {
  return {
    entity_id: entityId,
    incarnation: 1,
    track: 'aggregate',
    kind: 'changed',
    old_value: 'ENABLED',
    new_value: 'DISABLED',
    seen_at: TEST_TIME,
    source: 'sweep',
    origin: 'elsewhere',
    ...given,
  };
}

export async function insertChanges(store: Store, changes: Insertable<ChangeTable>[]): Promise<void> {
  await store.write((transaction) => transaction.insertInto('changes').values(changes).execute());
}
