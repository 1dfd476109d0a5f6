import 'server-only';
import type { Insertable } from 'kysely';
import { severityOf, type Standing } from '../../../domain/vocabulary.ts';
import type { ConnectionTable, EntityTable } from '../schema.ts';
import type { Store } from '../store.ts';

export const TEST_TIME = Date.UTC(2026, 10, 23, 12);

export function makeConnection(given: Partial<Insertable<ConnectionTable>> = {}): Insertable<ConnectionTable> {
  return {
    id: 'ambient',
    source: 'ambient',
    label: 'Ambient',
    region: 'us-east-1',
    state: 'reading',
    facts: '{}',
    paused: 0,
    created_at: TEST_TIME,
    updated_at: TEST_TIME,
    ...given,
  };
}

/** An enabled entity with no records, unless given otherwise; its ARN follows from name and Region. */
export function makeEntity(given: Partial<Insertable<EntityTable>> = {}): Insertable<EntityTable> {
  const { name = 'acme', region = 'us-east-1', tenant_id = `tn-${name}` } = given;
  const { standing = 'enabled', impact = null } = given;
  return {
    connection_id: 'ambient',
    arn: `arn:aws:ses:${region}:123456789012:tenant/${name}/${tenant_id}`,
    incarnation: 1,
    partition: 'aws',
    region,
    account: '123456789012',
    name,
    tenant_id,
    aggregate: 'ENABLED',
    customer_present: 0,
    aws_present: 0,
    standing,
    severity: severityOf(standing as Standing, impact),
    since_at: TEST_TIME,
    since_at_least: 1,
    first_seen_at: TEST_TIME,
    read_began_at: TEST_TIME,
    read_at: TEST_TIME,
    source: 'sweep',
    dropped_count: 0,
    ...given,
  };
}

/** Stores them, and the connections they name. @returns their ids, in order. */
export async function insertEntities(store: Store, entities: Insertable<EntityTable>[]): Promise<number[]> {
  return store.write(async (transaction) => {
    const connections = [...new Set(entities.map((entity) => entity.connection_id))];
    await transaction
      .insertInto('connections')
      .values(connections.map((id) => makeConnection({ id, label: id })))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    const ids: number[] = [];
    for (let start = 0; start < entities.length; start += 500) {
      const rows = await transaction
        .insertInto('entities')
        .values(entities.slice(start, start + 500))
        .returning('id')
        .execute();
      ids.push(...rows.map((row) => row.id));
    }
    return ids;
  });
}
