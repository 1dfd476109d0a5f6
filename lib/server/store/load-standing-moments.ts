import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import type { Standing } from '../../domain/vocabulary.ts';
import type { StandingMoment } from '../../domain/standing-runs.ts';
import type { Place } from './count-entities.ts';
import { pastConditions } from './entity-conditions.ts';
import { and } from './list-entities-at.ts';
import { joinInOrder } from './steps-at.ts';
import type { Store } from './store.ts';

/** One sender's moments within a range, and the last of each kind before it. */
export interface SenderMoments {
  id: number;
  arn: string;
  name: string;
  region: string;
  account: string;
  connectionId: string;
  seen: StandingMoment[];
  told: StandingMoment[];
}

interface MomentRow {
  entity_id: number;
  late: number;
  at: number;
  since_at: number | null;
  since_at_least: number;
  run_id: number | null;
  customer_id: number | null;
  aws_id: number | null;
  standing: string;
  deleted: number;
  policy: string | null;
}

/** Senders at a time: their rows are turned into objects in one go, and the event loop must not wait for that. */
const AT_ONCE = 1000;

/** The moments of every sender of a place that reach into `from`..`to` (epoch ms), some senders at a time. */
export async function* loadStandingMoments(
  store: Store,
  place: Place,
  from: number,
  to: number,
): AsyncGenerator<SenderMoments[]> {
  let after = 0;
  for (;;) {
    const senders = await store.read
      .selectFrom('entities')
      .select(['id', 'arn', 'name', 'region', 'account', 'connection_id as connectionId'])
      .where((of) => of.and([...placeOf(place), sql<boolean>`entities.id > ${after}`]))
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    const last = senders.at(-1);
    if (last === undefined) return;
    const rows = await momentsOf(store, sql`entities.id > ${after} and entities.id <= ${last.id}`, place, from, to);
    const bySender = Map.groupBy(rows, (row) => row.entity_id);
    yield senders.map((sender) => {
      const own = bySender.get(sender.id) ?? [];
      const ofKind = (late: number) => own.filter((row) => row.late === late).map(momentOf);
      return { ...sender, seen: ofKind(0), told: ofKind(1) };
    });
    after = last.id;
  }
}

const placeOf = (place: Place) => pastConditions({ ...place, deleted: 'with' });

async function momentsOf(
  store: Store,
  within: RawBuilder<unknown>,
  place: Place,
  from: number,
  to: number,
): Promise<MomentRow[]> {
  const { rows } =
    await sql<MomentRow>`select steps.entity_id, steps.late, steps.at, steps.since_at, steps.since_at_least,
      steps.run_id, steps.customer_id, steps.aws_id, states.standing, states.deleted, states.policy
    from entities ${joinInOrder(store.dialect)} standing_steps as steps on steps.entity_id = entities.id and steps.at <= ${to}
      and steps.at >= coalesce((select max(told.at) from standing_steps as told
        where told.entity_id = entities.id and told.late = steps.late and told.at <= ${from}), ${from})
    ${joinInOrder(store.dialect)} standing_states as states on states.id = steps.state_id
    where ${within} and ${and(placeOf(place))}
    order by steps.entity_id, steps.late, steps.at`.execute(store.read);
  return rows;
}

function momentOf(row: MomentRow): StandingMoment {
  return {
    at: row.at,
    standing: row.standing as Standing,
    deleted: row.deleted === 1,
    policy: row.policy,
    sinceAt: row.since_at ?? row.at,
    atLeast: row.since_at_least === 1,
    runId: row.run_id,
    customerId: row.customer_id,
    awsId: row.aws_id,
  };
}
