import 'server-only';
import type { ChangeSource } from '../../domain/change.ts';
import type { EntityObservation, ObservedChange } from '../../domain/observe-entity.ts';
import type { EntityState } from '../../domain/observed-entity.ts';
import { originOf } from '../../domain/origin-of.ts';
import { announce } from '../store/announce.ts';
import type { Store, WriteTransaction } from '../store/store.ts';
import { insertRows, updateRows } from '../store/write-rows.ts';
import { IDENTITY_SHAPE, identityValues, STATE_SHAPE, stateValues } from './entity-rows.ts';
import { gatherEvidence } from './gather-evidence.ts';
import { writeChanges } from './write-changes.ts';

/** One entity in hand during a transaction; several answers about it may pass before it is written. */
export interface HeldEntity {
  arn: string;
  /** null: not stored yet. */
  id: number | null;
  connectionId: string | null;
  state: EntityState | null;
  changes: ObservedChange[];
  /** What must be written: nothing, the time of reading, the whole state. */
  dirty: 'no' | 'read' | 'state';
}

/** Takes one observation over into the entity in hand. */
export function take(held: HeldEntity, observation: EntityObservation): void {
  if (observation.decision === 'applied') held.dirty = 'state';
  // A dropped answer moves the count of repeats alone, and so does an applied one that ends it.
  else if (observation.state.droppedState !== (held.state?.droppedState ?? null)) held.dirty = 'state';
  else if (observation.decision === 'unchanged' && held.dirty === 'no') held.dirty = 'read';
  held.state = observation.state;
  held.changes.push(...observation.changes);
}

/** Stores entities and their changes together; afterwards every one in hand has its id. */
export async function writeEntities(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  connectionId: string,
  source: ChangeSource,
  all: readonly HeldEntity[],
  actId?: string,
): Promise<void> {
  const fresh = all.filter((held) => held.id === null && held.state !== null);
  const inserted = await insertRows(
    transaction,
    dialect,
    'entities',
    { ...IDENTITY_SHAPE, ...STATE_SHAPE },
    fresh.map((held) => [...identityValues(held.arn), ...valuesOf(held, connectionId, source)]),
    'arn',
  );
  const ids = new Map(inserted.map((row) => [row.key, row.id]));
  const moved = all.filter((held) => held.id !== null && held.dirty === 'state');
  await updateRows(
    transaction,
    dialect,
    'entities',
    STATE_SHAPE,
    moved.map((held) => [held.id, ...valuesOf(held, connectionId, source)]),
  );
  await touch(
    transaction,
    source,
    all.filter((held) => held.id !== null && held.dirty === 'read'),
  );
  for (const held of fresh) held.id = ids.get(held.arn) ?? null;
  await writeHistory(transaction, dialect, source, all, actId);
  const changed = all.flatMap((held) => (held.changes.length > 0 ? held.arn : []));
  if (changed.length > 0) await announce(transaction, { topic: 'changes', connectionId, about: changed });
}

function valuesOf(held: HeldEntity, connectionId: string, source: string): (string | number | null)[] {
  if (held.state === null) throw new Error('Only an observed entity is written.');
  return stateValues(connectionId, source, held.state);
}

/** Entities that a read confirmed as they were: one statement for each read, for it moves nothing but times. */
async function touch(transaction: WriteTransaction, source: string, all: readonly HeldEntity[]): Promise<void> {
  const byRead = new Map<string, { state: EntityState; ids: number[] }>();
  for (const { state, id } of all) {
    if (state === null || id === null) continue;
    const key = `${state.readBeganAt} ${state.readAt}`;
    const group = byRead.get(key) ?? { state, ids: [] };
    group.ids.push(id);
    byRead.set(key, group);
  }
  for (const { state, ids } of byRead.values()) {
    await transaction
      .updateTable('entities')
      .set({ read_began_at: state.readBeganAt, read_at: state.readAt, source })
      .where('id', 'in', ids)
      .execute();
  }
}

async function writeHistory(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  source: ChangeSource,
  all: readonly HeldEntity[],
  actId: string | undefined,
): Promise<void> {
  const changesOf = new Map<number, ObservedChange[]>();
  for (const held of all) if (held.id !== null && held.changes.length > 0) changesOf.set(held.id, held.changes);
  const evidence = await gatherEvidence(transaction, changesOf, actId);
  const rows = all.flatMap((held) => {
    const { id, state } = held;
    if (id === null || state === null) return [];
    const known = evidence.get(id) ?? { acts: [], findings: [] };
    return held.changes.map((change) => {
      const origin = originOf(change, {
        ...known,
        policy: state.reputationManagementPolicy,
        impact: state.reputationImpact,
      });
      // One act explains one change a track, also within one answer's changes.
      known.acts = known.acts.map((act) =>
        act.actId === origin.actId ? { ...act, explained: [...act.explained, change.track] } : act,
      );
      return { ...change, entityId: id, source, origin };
    });
  });
  await writeChanges(transaction, dialect, rows);
}
