import 'server-only';
import { POLICIES } from '../../domain/vocabulary.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { conflict } from '../errors.ts';
import { type ActItemRow, loadAct } from './act-row.ts';
import { actWriting } from './act-value.ts';
import { beginRun } from './begin-run.ts';
import { type NewItem, storeAct } from './store-act.ts';

/** Later than this the world has moved on, and a new act with its own reason says more. */
const WINDOW_MS = 24 * 3_600_000;

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
  if (act.finished_at === null) throw conflict('This act is still running. Wait until it has finished, then undo it.');
  if (context.clock.now() - act.finished_at > WINDOW_MS) {
    throw conflict('This act ended more than 24 hours ago. Start a new act instead, with its own reason.');
  }
  const written = items.filter((item) => item.sent_at !== null && item.outcome !== 'refused');
  const first = written.find((item) => actWriting(item.before_value) !== null);
  const kind = actWriting(first?.before_value ?? null);
  if (kind === null) throw conflict('This act wrote nothing that can be given back.');
  const policy = kind === 'set-policy' ? (first?.before_value ?? null) : null;
  const { id, isNew } = await storeAct(context, {
    act: kind,
    policy,
    reason: input.reason ?? `Undo of: ${act.reason}`,
    idempotencyKey: `undo:${act.id}`,
    request: ['undo', act.id],
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
  const isPolicy = (POLICIES as readonly string[]).includes(item.requested_value);
  const expected = isPolicy
    ? { reputationManagementPolicy: item.after_value }
    : { customerManagedStatus: item.after_value };
  return { ...base, expected };
}
