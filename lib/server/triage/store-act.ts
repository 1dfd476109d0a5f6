import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import type { ActName, ActOutcome, ActState } from '../../domain/act-names.ts';
import type { ExpectedState } from '../../domain/act.ts';
import { actorOf, recordAudits } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { conflict } from '../errors.ts';
import { announce } from '../store/announce.ts';
import type { ReadDatabase, WriteTransaction } from '../store/store.ts';
import { actorIdOf } from './act-row.ts';

export interface NewItem {
  entityId: number;
  arn: string;
  expected: ExpectedState | null;
  requested: string;
  /** Settled from the start, with the reason: an undo that cannot restore. */
  refusal?: string;
}

export interface NewAct {
  act: ActName;
  policy: string | null;
  reason: string;
  idempotencyKey: string;
  /** Of everything the caller asked for: the same key for another request is refused. */
  request: unknown;
  items: NewItem[];
  /** The act it takes back or tries again. */
  parent?: { id: string; kind: 'undo' | 'retry' };
  /** The filter its senders were found by. */
  filter?: unknown;
  /** Until when a second person may approve it; nothing runs before. */
  approvalUntil?: number;
}

/** A multi-row insert stays below the parameter limits of both databases. */
const ROWS_AT_ONCE = 500;

/**
 * Commits an act as an intent: its rows and one audit row an item, in one transaction. Nothing has left for SES yet.
 * The same key with the same request is the same act.
 * @throws StandingError `conflict` for a key that was used for another request.
 */
export async function storeAct(context: Context, input: NewAct): Promise<{ id: string; isNew: boolean }> {
  return context.store.write(async (transaction) => {
    const id = await insertAct(transaction, context, input, hashOf(input.request));
    if (id === null) {
      const earlier = await findEarlierAct(transaction, context, input.idempotencyKey, input.request);
      if (earlier === null) throw new Error('An act of this key was there and is not.');
      return { id: earlier, isNew: false };
    }
    await insertItems(transaction, context, id, input.items);
    await recordAudits(transaction, context, [
      ...input.items.map((item) => ({
        kind: 'intent' as const,
        action: `act.${input.act}`,
        target: item.arn,
        after: item.requested,
        reason: input.reason,
      })),
      // What is refused from the start has its end here.
      ...input.items.flatMap(({ arn, refusal }) =>
        refusal === undefined
          ? []
          : [{ kind: 'outcome' as const, action: `act.${input.act}`, target: arn, reason: `refused: ${refusal}` }],
      ),
    ]);
    await announce(transaction, { topic: 'acts', connectionId: null, about: [] });
    return { id, isNew: true };
  });
}

const hashOf = (request: unknown) => createHash('sha256').update(JSON.stringify(request)).digest('base64url');

/**
 * The act that this principal has started with this key and the same request; null: none yet.
 * @throws StandingError `conflict` for a key that was used for another request.
 */
export async function findEarlierAct(
  database: ReadDatabase,
  context: Context,
  key: string,
  request: unknown,
): Promise<string | null> {
  const earlier = await database
    .selectFrom('acts')
    .select(['id', 'request_hash'])
    .where('principal_id', '=', actorIdOf(context.principal))
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  if (earlier === undefined) return null;
  if (earlier.request_hash === hashOf(request)) return earlier.id;
  throw conflict('This idempotency key was used for another request. Nothing was done; send a new key.');
}

async function insertAct(transaction: WriteTransaction, context: Context, input: NewAct, hash: string) {
  const now = context.clock.now();
  const isOver = input.items.every((item) => item.refusal !== undefined);
  const waits = input.approvalUntil !== undefined;
  const row = await transaction
    .insertInto('acts')
    .values({
      id: randomUUID(),
      idempotency_key: input.idempotencyKey,
      act: input.act,
      policy: input.policy,
      reason: input.reason,
      request_hash: hash,
      principal_id: actorIdOf(context.principal),
      principal_name: actorOf(context.principal).principal_name,
      started_at: now,
      finished_at: isOver ? now : null,
      state: (isOver ? 'finished' : waits ? 'awaiting-approval' : 'running') satisfies ActState,
      parent_id: input.parent?.id ?? null,
      parent_kind: input.parent?.kind ?? null,
      filter: input.filter === undefined ? null : JSON.stringify(input.filter),
      approval_until: input.approvalUntil ?? null,
    })
    .onConflict((on) => on.columns(['principal_id', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

async function insertItems(transaction: WriteTransaction, context: Context, actId: string, items: NewItem[]) {
  const now = context.clock.now();
  const rows = items.map((item, position) => ({
    act_id: actId,
    position,
    entity_id: item.entityId,
    arn: item.arn,
    expected: item.expected === null ? null : JSON.stringify(item.expected),
    before_value: null,
    requested_value: item.requested,
    after_value: null,
    sent_at: null,
    outcome: (item.refusal === undefined ? 'pending' : 'refused') satisfies ActOutcome,
    detail: item.refusal ?? null,
    settled_at: item.refusal === undefined ? null : now,
  }));
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await transaction
      .insertInto('act_items')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
  }
}
