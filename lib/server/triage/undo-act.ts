import 'server-only';
import { heldOf } from '../../domain/guard-rails.ts';
import { POLICIES } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { StandingError, conflict } from '../errors.ts';
import { type ActItemRow, loadAct } from './act-row.ts';
import { actWriting } from './act-value.ts';
import { beginRun } from './begin-run.ts';
import { undoRefusal } from './describe-act.ts';
import { readGuardRails } from './read-guard-rails.ts';
import { RESTORABLE } from './undo-window.ts';
import { type NewItem, storeAct } from './store-act.ts';

/**
 * Undoes an act: a new act that gives each item its own previous value back, where nothing else moved it since; the
 * comparison is made by the run, on a fresh read. SES's cause cannot be restored. Undoing twice is undoing once.
 * @throws StandingError `act-not-found`, `conflict` (still running, too old, nothing to undo).
 */
export async function undoAct(
  context: Context,
  input: { id: string; reason?: string | undefined },
): Promise<{ id: string }> {
  authorise(context, 'acts.start');
  const { act, items } = await loadAct(context.store.read, input.id);
  const held = heldOf(await readGuardRails(context.store.read), context.clock.now());
  if (held !== null) throw new StandingError('acts-held', held.reason);
  const written = items.filter((item) => item.sent_at !== null && RESTORABLE.includes(item.outcome));
  const first = written.find((item) => actWriting(item.before_value) !== null);
  const kind = actWriting(first?.before_value ?? null);
  const refusal = undoRefusal(act, kind === null ? 0 : written.length, context.clock.now());
  if (refusal !== null || kind === null) throw conflict(refusal ?? 'This act wrote nothing that can be given back.');
  const policy = kind === 'set-policy' ? (first?.before_value ?? null) : null;
  const { id, isNew } = await storeAct(context, {
    act: kind,
    policy,
    reason: input.reason ?? `Undo of: ${act.reason}`,
    idempotencyKey: `undo:${act.id}`,
    request: ['undo', act.id],
    parent: { id: act.id, kind: 'undo' },
    items: written.map((item) => restoring(item)),
  });
  if (isNew) beginRun(context, id);
  return { id };
}

function restoring(item: ActItemRow): NewItem {
  const base = { entityId: item.entity_id, arn: item.arn, requested: item.before_value ?? 'not reported' };
  if (actWriting(item.before_value) === null) {
    const refusal = `It was ${item.before_value ?? 'not reported'} before, which SES takes no call to restore.`;
    return { ...base, expected: null, refusal };
  }
  if (item.after_value === null || item.after_value === item.before_value) {
    const refusal = 'What the act left behind is not known, so giving the old value back could undo another’s change.';
    return { ...base, expected: null, refusal };
  }
  if ((POLICIES as readonly string[]).includes(item.requested_value)) {
    return { ...base, expected: { reputationManagementPolicy: item.after_value } };
  }
  // Somebody who wrote the same value since has decided too; only SES's time tells.
  const time = item.after_updated_at === null ? {} : { customerManagedUpdatedAt: toIso(item.after_updated_at) };
  return { ...base, expected: { customerManagedStatus: item.after_value, ...time } };
}
