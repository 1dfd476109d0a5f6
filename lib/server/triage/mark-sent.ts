import 'server-only';
import { heldOf } from '../../domain/guard-rails.ts';
import type { ActItemRow } from './act-row.ts';
import { type ActRun, haltRun } from './act-run.ts';
import { readGuardRails } from './read-guard-rails.ts';

const HELD_AGAIN_MS = 60_000;

/** Paused or cancelled meanwhile, by whatever process: nothing more is begun. */
export async function isRunning(run: ActRun): Promise<boolean> {
  const { context, act } = run;
  const row = await context.store.read.selectFrom('acts').select('state').where('id', '=', act.id).executeTakeFirst();
  if (row?.state === 'running') return true;
  run.halted = true;
  return false;
}

type Mark = 'marked' | 'left' | { refusal: string };

/**
 * The race is settled here: only the run that marks the item may write, and none while another act on the same entity
 * has left and has no end (of another process; in this one they take turns), nor while the guard rails hold all acts.
 * `left`: it stays pending, and this run does not touch it again.
 */
export async function markSent(
  run: ActRun,
  item: ActItemRow,
  before: { value: string | null; updatedAt: number | null },
): Promise<Mark> {
  const { context, act } = run;
  const result = await context.store.write(async (transaction): Promise<Mark | { held: string }> => {
    const held = heldOf(await readGuardRails(transaction), context.clock.now());
    if (held !== null) return { held: held.reason };
    const mark = await transaction
      .selectFrom('entities')
      .select('protected_at')
      .where('id', '=', item.entity_id)
      .executeTakeFirst();
    if (mark?.protected_at != null) {
      return { refusal: 'This sender was protected in Standing meanwhile. Nothing was written.' };
    }
    const other = await transaction
      .selectFrom('act_items')
      .select('act_id')
      .where('entity_id', '=', item.entity_id)
      .where('outcome', '=', 'pending')
      .where('sent_at', 'is not', null)
      .where('act_id', '!=', act.id)
      .executeTakeFirst();
    if (other !== undefined) {
      return {
        refusal: 'Another act on this sender is under way. Nothing was written; try again when it has ended.',
      };
    }
    const marked = await transaction
      .updateTable('act_items')
      .set({ sent_at: context.clock.now(), before_value: before.value, before_updated_at: before.updatedAt })
      .where('act_id', '=', act.id)
      .where('position', '=', item.position)
      .where('outcome', '=', 'pending')
      .where('sent_at', 'is', null)
      .where((of) =>
        of.exists(of.selectFrom('acts').select('id').where('id', '=', act.id).where('state', '=', 'running')),
      )
      .returning('position')
      .executeTakeFirst();
    return marked === undefined ? ('left' as const) : ('marked' as const);
  });
  if (typeof result === 'string' || 'refusal' in result) return result;
  if (run.isSingle) return { refusal: `${result.held} Nothing was written.` };
  await haltRun(run, { reason: result.held, retryInMs: HELD_AGAIN_MS });
  return 'left';
}

/** SES refused the write and changed nothing, and later it may pass: as if it had never left. */
export async function unmarkSent({ context, act }: ActRun, item: ActItemRow): Promise<void> {
  await context.store.write((transaction) =>
    transaction
      .updateTable('act_items')
      .set({ sent_at: null, before_value: null, before_updated_at: null })
      .where('act_id', '=', act.id)
      .where('position', '=', item.position)
      .where('outcome', '=', 'pending')
      .execute(),
  );
}
