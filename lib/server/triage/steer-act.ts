import 'server-only';
import type { ActState } from '../../domain/act-names.ts';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { conflict, StandingError } from '../errors.ts';
import { announce } from '../store/announce.ts';
import { wholeStore } from '../store-scope.ts';
import type { ReadDatabase, WriteTransaction } from '../store/store.ts';
import { type ActRow, loadActRow } from './act-row.ts';

/**
 * First half of every verb that steers an act: may this person, and do they see all of it? Whoever sees only some of its
 * senders must not decide about the others.
 * @throws StandingError `act-not-found`, `not-permitted`.
 */
export async function loadSteered(context: Context, id: string): Promise<ActRow> {
  authorise(context, 'acts.start');
  const { store } = context;
  const act = await loadActRow(store.read, id);
  const count = async (database: ReadDatabase) => {
    const row = await database
      .selectFrom('act_items')
      .select((of) => of.fn.countAll<number>().as('n'))
      .where('act_id', '=', id)
      .executeTakeFirstOrThrow();
    return row.n;
  };
  const [seen, all] = await Promise.all([count(store.read), count(wholeStore(store).read)]);
  if (seen < all) throw new StandingError('not-permitted', 'This act concerns senders of connections you may not see.');
  return act;
}

/** How a person moves an act from one state to another, with its audit row; the race is settled by the states it is moved from. */
export async function moveAct(
  context: Context,
  id: string,
  move: {
    from: readonly ActState[];
    to: ActState;
    /** Of the audit, such as `act.pause`. */
    action: string;
    stateReason: string | null;
    reason?: string | null;
    set?: Partial<Pick<ActRow, 'resumed_at' | 'approved_by' | 'approved_at' | 'approval_reason'>>;
    /** What else belongs to it, in the same transaction. */
    also?: (transaction: WriteTransaction) => Promise<void>;
    refusal: string;
  },
): Promise<void> {
  await context.store.write(async (transaction) => {
    const moved = await transaction
      .updateTable('acts')
      .set({ state: move.to, state_reason: move.stateReason, retry_at: null, ...move.set })
      .where('id', '=', id)
      .where('state', 'in', move.from)
      .where('finished_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (moved === undefined) throw conflict(move.refusal);
    await move.also?.(transaction);
    await announce(transaction, { topic: 'acts', connectionId: null, about: [] });
    await recordAudit(transaction, context, {
      kind: 'act',
      action: move.action,
      target: id,
      reason: move.reason ?? null,
    });
  });
}
