import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import type { ActName, ActOutcome, ExpectedState } from '../../domain/act.ts';
import { actorOf, recordAudits } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { conflict } from '../errors.ts';
import type { WriteTransaction } from '../store/store.ts';
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
}

/** A multi-row insert stays below the parameter limits of both databases. */
const ROWS_AT_ONCE = 500;

/**
 * Commits an act as an intent: its rows and one audit row an item, in one transaction. Nothing has left for SES yet.
 * The same key with the same request is the same act.
 * @throws StandingError `conflict` for a key that was used for another request.
 */
export async function storeAct(context: Context, input: NewAct): Promise<{ id: string; isNew: boolean }> {
  const hash = createHash('sha256').update(JSON.stringify(input.request)).digest('base64url');
  return context.store.write(async (transaction) => {
    const id = await insertAct(transaction, context, input, hash);
    if (id === null) return { id: await earlierAct(transaction, context, input, hash), isNew: false };
    await insertItems(transaction, context, id, input.items);
    await recordAudits(
      transaction,
      context,
      input.items.map((item) => ({
        kind: 'intent',
        action: `act.${input.act}`,
        target: item.arn,
        after: item.requested,
        reason: input.reason,
      })),
    );
    return { id, isNew: true };
  });
}

async function insertAct(transaction: WriteTransaction, context: Context, input: NewAct, hash: string) {
  const now = context.clock.now();
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
      finished_at: input.items.every((item) => item.refusal !== undefined) ? now : null,
    })
    .onConflict((on) => on.columns(['principal_id', 'idempotency_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

async function earlierAct(transaction: WriteTransaction, context: Context, input: NewAct, hash: string) {
  const earlier = await transaction
    .selectFrom('acts')
    .select(['id', 'request_hash'])
    .where('principal_id', '=', actorIdOf(context.principal))
    .where('idempotency_key', '=', input.idempotencyKey)
    .executeTakeFirstOrThrow();
  if (earlier.request_hash === hash) return earlier.id;
  throw conflict('This idempotency key was used for another request. Nothing was done; send a new key.');
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
