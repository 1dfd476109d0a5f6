import 'server-only';
import type { ImportLabels, LabelReport } from '../../domain/label.ts';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { announce } from '../store/announce.ts';
import { updateRows } from '../store/write-rows.ts';
import { findLabelled, type Target } from './find-labelled.ts';
import { type LabelLine, readLabelLines } from './read-label-lines.ts';

const SHOWN = 200;
const SHAPE = {
  label_name: 'text',
  label_customer: 'text',
  label_contact: 'text',
  label_link: 'text',
  label_source: 'text',
} as const;

/**
 * Takes labels from CSV: each line replaces the label of one sender, and an empty one takes it off. A line that names no
 * sender, or several, is refused and the others are taken; of two lines for one sender the later counts.
 * @throws StandingError `invalid-input` for a header that names no sender.
 */
export async function importLabels(context: Context, { csv }: ImportLabels): Promise<LabelReport> {
  authorise(context, 'entities.label');
  const { lines, refused } = readLabelLines(csv);
  const found = await findLabelled(context.store.read, lines);
  const wanted = new Map<number, { target: Target; line: LabelLine }>();
  for (const line of lines) {
    const target = found.get(line.line);
    if (typeof target === 'object') wanted.set(target.id, { target, line });
    else refused.push({ line: line.line, reason: target ?? 'Standing knows no such sender.' });
  }
  const changes = [...wanted.values()].filter(({ target, line }) => !isSame(target, line));
  await context.store.write(async (transaction) => {
    await updateRows(
      transaction,
      context.store.dialect,
      'entities',
      SHAPE,
      changes.map(({ target, line }) => [target.id, ...valuesOf(line)]),
    );
    // Of senders of several connections, so it names none.
    if (changes.length > 0) await announce(transaction, { topic: 'labels', connectionId: null, about: [] });
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'labels.import',
      target: null,
      after: `${changes.length} labels taken, ${refused.length} lines refused`,
    });
  });
  return {
    taken: changes.length,
    unchanged: wanted.size - changes.length,
    refusedTotal: refused.length,
    refused: refused.toSorted((a, b) => a.line - b.line).slice(0, SHOWN),
  };
}

function valuesOf({ name, customerNumber, contact, link }: LabelLine): (string | null)[] {
  const isEmpty = [name, customerNumber, contact, link].every((value) => value === null);
  return [name, customerNumber, contact, link, isEmpty ? null : 'csv'];
}

function isSame(target: Target, line: LabelLine): boolean {
  const { label_name, label_customer, label_contact, label_link, label_source } = target;
  const now = [label_name, label_customer, label_contact, label_link, label_source];
  return valuesOf(line).every((value, at) => value === now[at]);
}
