import 'server-only';
import { compareResources } from '../../domain/compare-resources.ts';
import { ABSENT_POINT } from '../../domain/observed-entity.ts';
import { resourceOf } from '../../domain/resource-kind.ts';
import { keepIdentitiesOf } from '../entities/keep-resources.ts';
import { type StoredChange, writeChanges } from '../history/write-changes.ts';
import { announce } from '../store/announce.ts';
import type { Store, WriteTransaction } from '../store/store.ts';
import type { SenderPlace } from './sender-place.ts';

export interface WholeRead {
  place: SenderPlace;
  /** ARNs of everything that is attached. */
  arns: readonly string[];
  beganAt: number;
  endedAt: number;
}

/**
 * Keeps one whole list of what a sender sends with: what came and what went since the whole read before, as changes that
 * lie between the two. The first list is a baseline. One that began before the last one ended is dropped.
 */
export async function keepSenderResources(
  transaction: WriteTransaction,
  dialect: Store['dialect'],
  read: WholeRead,
): Promise<void> {
  const { place, beganAt, endedAt } = read;
  const { id: entityId, incarnation } = place;
  const last = await transaction
    .selectFrom('resource_reads')
    .select(['read_at', 'incarnation'])
    .where('entity_id', '=', entityId)
    .executeTakeFirst();
  const before = last?.incarnation === incarnation ? last.read_at : null;
  if (before !== null && beganAt < before) return;
  const held = await transaction
    .selectFrom('sender_resources')
    .select(['id', 'arn', 'last_seen_at'])
    .where('entity_id', '=', entityId)
    .where('incarnation', '=', incarnation)
    .where('gone_at', 'is', null)
    .execute();
  const known = read.arns.filter((arn) => resourceOf(arn) !== null);
  const { stayed, gone, fresh } = compareResources(held, known);
  await mark(
    transaction,
    stayed.map(({ id }) => id),
    { last_seen_at: endedAt },
  );
  await mark(
    transaction,
    gone.map(({ id }) => id),
    { gone_at: endedAt },
  );
  if (fresh.length > 0) {
    const row = { entity_id: entityId, incarnation, seen_after: before, first_seen_at: endedAt, last_seen_at: endedAt };
    await transaction
      .insertInto('sender_resources')
      .values(fresh.map((arn) => ({ ...row, arn })))
      .execute();
  }
  const changes = [
    ...gone.map(({ arn }) => changeOf(read, arn, 'detached', before)),
    ...fresh.map((arn) => changeOf(read, arn, 'attached', before)),
  ];
  await writeChanges(transaction, dialect, changes);
  if (changes.length > 0) {
    await announce(transaction, { topic: 'changes', connectionId: place.connectionId, about: [place.arn] });
  }
  const identities = known.flatMap((arn) => {
    const { kind, name } = resourceOf(arn) ?? { kind: '', name: '' };
    return kind === 'identity' ? [name] : [];
  });
  await keepIdentitiesOf(transaction, entityId, identities, endedAt);
  await keepRead(transaction, { entity_id: entityId, incarnation, read_at: endedAt, failure: null });
}

/** Keeps why the list could not be read; what was read before stays, with its age. */
export async function keepReadFailure(
  transaction: WriteTransaction,
  { id, incarnation }: SenderPlace,
  failure: string,
): Promise<void> {
  await keepRead(transaction, { entity_id: id, incarnation, failure });
}

async function keepRead(
  transaction: WriteTransaction,
  row: { entity_id: number; incarnation: number; read_at?: number; failure: string | null },
): Promise<void> {
  const { entity_id: _, ...values } = row;
  await transaction
    .insertInto('resource_reads')
    .values(row)
    .onConflict((conflict) => conflict.column('entity_id').doUpdateSet(values))
    .execute();
}

async function mark(
  transaction: WriteTransaction,
  ids: readonly number[],
  values: { last_seen_at: number } | { gone_at: number },
): Promise<void> {
  if (ids.length > 0) await transaction.updateTable('sender_resources').set(values).where('id', 'in', ids).execute();
}

/** On a track for each kind of resource: several may be attached at once, so the name stands where a cause would. */
function changeOf(
  { place: { id: entityId, incarnation }, endedAt }: WholeRead,
  arn: string,
  value: 'attached' | 'detached',
  before: number | null,
): StoredChange {
  const { kind, name } = resourceOf(arn) ?? { kind: 'unknown', name: arn };
  const point = (word: string) => ({ value: word, cause: name, lastUpdatedAt: null });
  return {
    entityId,
    incarnation,
    track: `resource:${kind}`,
    kind: before === null ? 'baseline' : 'changed',
    old: value === 'detached' ? point('attached') : before === null ? null : ABSENT_POINT,
    new: point(value),
    awsTime: null,
    seenAt: endedAt,
    seenAfter: before,
    source: 'read',
    origin: { kind: before === null ? 'before-we-watched' : 'elsewhere', evidence: [], actId: null },
  };
}
