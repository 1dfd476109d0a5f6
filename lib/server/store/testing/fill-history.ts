import 'server-only';
import { sql } from 'kysely';
import { findStateIds, keyOfWords } from '../standing-states.ts';
import type { Store, WriteTransaction } from '../store.ts';
import { insertEntities, makeEntity, TEST_TIME } from './make-entity.ts';

const MINUTE = 60_000;
const TRACKS = 3;
/** Rows a transaction. */
const AT_ONCE = 240_000;

/** A history as a watcher writes it: in the order of time, entity after entity, three changes a flip. */
export interface FilledHistory {
  changes: number;
  /** Epoch ms: of the first flip and the last. */
  from: number;
  to: number;
  entityIds: number[];
}

/**
 * Fills an empty SQLite store with flips: every entity goes from enabled to disabled and back, by the aggregate, the
 * customer record with a cause as AWS writes them, and the impact. Two in five are of a policy, with their evidence.
 */
export async function fillHistory(store: Store, entities: number, flips: number): Promise<FilledHistory> {
  const names = Array.from({ length: entities }, (_, index) => `tenant-${index}`);
  const entityIds = await insertEntities(
    store,
    names.map((name) => makeEntity({ name, tenant_id: `tn-${name}` })),
  );
  const flipsAtOnce = Math.max(1, Math.floor(AT_ONCE / (entities * TRACKS)));
  for (let first = 0; first < flips; first += flipsAtOnce) {
    const last = Math.min(flips, first + flipsAtOnce) - 1;
    await store.write(async (transaction) => {
      await sql`with recursive flip (n) as (select ${first} union all select n + 1 from flip where n < ${last}),
          track (place, name) as (values (0, 'aggregate'), (1, 'customer'), (2, 'impact'))
        insert into changes (entity_id, incarnation, track, kind, old_value, old_cause, old_updated_at, new_value,
          new_cause, new_updated_at, aws_time, seen_at, seen_after, source, origin, evidence)
        select entities.id, 1, track.name, 'changed', case place when 2 then iif(n % 2 = 0, null, 'HIGH')
            else iif(n % 2 = 0, 'ENABLED', 'DISABLED') end,
          iif(place = 1 and n % 2 = 1, 'The bounce rate exceeded 10.0% based on a representative volume of ' ||
            (1000 + (entities.id * 7 + n - 1) % 900) || ' emails.', null),
          iif(place = 1, ${TEST_TIME} + (n - 1) * ${60 * MINUTE} + entities.id, null),
          case place when 2 then iif(n % 2 = 0, 'HIGH', null) else iif(n % 2 = 0, 'DISABLED', 'ENABLED') end,
          iif(place = 1 and n % 2 = 0, 'The bounce rate exceeded 10.0% based on a representative volume of ' ||
            (1000 + (entities.id * 7 + n) % 900) || ' emails.', null),
          iif(place = 1, ${TEST_TIME} + n * ${60 * MINUTE} + entities.id, null),
          iif(place = 1, ${TEST_TIME} + n * ${60 * MINUTE} + entities.id, null),
          ${TEST_TIME} + n * ${60 * MINUTE} + ${MINUTE} + entities.id, ${TEST_TIME} + n * ${60 * MINUTE} + entities.id - 1,
          'sweep', iif(entities.id % 5 < 2 and n % 2 = 0, 'likely-automatic', 'elsewhere'),
          iif(entities.id % 5 < 2 and n % 2 = 0 and place < 2,
            '["A HIGH finding (BOUNCE) opened within 15 minutes, and the policy standard pauses on it."]', null)
        from flip cross join entities cross join track order by n, entities.id, place`.execute(transaction);
      await fillSteps(transaction, entities, first, last);
    });
  }
  return {
    changes: entities * flips * TRACKS,
    from: TEST_TIME + MINUTE,
    to: TEST_TIME + flips * 60 * MINUTE,
    entityIds,
  };
}

/** What `writeChanges` would have written beside them; the ids of the changes follow from their order. */
async function fillSteps(transaction: WriteTransaction, entities: number, first: number, last: number): Promise<void> {
  const words = { aws: null, policy: null, deleted: false };
  const stopped = { ...words, aggregate: 'DISABLED', customer: 'DISABLED', impact: 'HIGH' };
  const enabled = { ...words, aggregate: 'ENABLED', customer: 'ENABLED', impact: null };
  const ids = await findStateIds(transaction, [stopped, enabled]);
  await sql`with recursive flip (n) as (select ${first} union all select n + 1 from flip where n < ${last}),
      made (n, entity_id, id) as (
        select n, entities.id, (n * ${entities} + entities.id - 1) * ${TRACKS} + 1 from flip cross join entities)
    insert into standing_steps (entity_id, late, at, state_id, incarnation, since_at_least, run_id, customer_id)
    select entity_id, 0, ${TEST_TIME} + n * ${60 * MINUTE} + ${MINUTE} + entity_id,
      iif(n % 2 = 0, ${ids.get(keyOfWords(stopped))}, ${ids.get(keyOfWords(enabled))}), 1, 0, id, id + 1
    from made order by n, entity_id`.execute(transaction);
}

/** Bytes of the history on SQLite by table and index. */
export async function historyBytes(store: Store): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; bytes: number }>`select name, sum(pgsize) as bytes from dbstat
    where name in (select name from sqlite_master where tbl_name in ('changes', 'standing_steps', 'change_texts'))
    group by name`.execute(store.read);
  return new Map(rows.map(({ name, bytes }) => [name, bytes]));
}
