import 'server-only';
import type { ChangeSource } from '../../domain/change.ts';
import { observeAbsence } from '../../domain/observe-entity.ts';
import type { EntityState } from '../../domain/observed-entity.ts';
import type { Context } from '../context.ts';
import type { WriteTransaction } from '../store/store.ts';
import { stateOf } from './entity-rows.ts';
import { loadEntities } from './load-entities.ts';
import type { CheckLease } from './watcher-lease.ts';
import { take, writeEntities } from './write-entities.ts';

/**
 * Makes the tombstone of an entity that SES itself said does not exist (`GetReputationEntity`: NotFound). Absence from
 * a list is never enough, and neither is a refusal.
 * @returns false when the entity is unknown, deleted already, or was read after this absence.
 */
export async function applyAbsence(
  { store }: Pick<Context, 'store'>,
  input: {
    connectionId: string;
    source: ChangeSource;
    arn: string;
    beganAt: number;
    endedAt: number;
    checkLease?: CheckLease;
  },
): Promise<boolean> {
  return store.write(async (transaction) => {
    await input.checkLease?.(transaction);
    const held = (await loadEntities(transaction, [input.arn])).get(input.arn);
    if (!held) return false;
    const known = held.state ?? (held.id === null ? null : await neverRead(transaction, held.id));
    if (known === null) return false;
    const seen = observeAbsence(known, input);
    if (seen.decision !== 'applied') return false;
    take(held, seen);
    await writeEntities(transaction, store.dialect, input.connectionId, input.source, [held]);
    return true;
  });
}

/** A sender that reports alone tell of: what SES says of it, for the first time, is that it does not exist. */
async function neverRead(transaction: WriteTransaction, id: number): Promise<EntityState | null> {
  const row = await transaction.selectFrom('entities').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : { ...stateOf(row), deletedAt: null };
}
