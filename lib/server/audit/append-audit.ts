import 'server-only';
import type { AuditTable } from '../store/schema.ts';
import type { WriteTransaction } from '../store/store.ts';
import { codeOfEarlier, codeOfRow } from './audit-code.ts';
import type { AuditKeys } from './audit-keys.ts';
import { judgeMark, readMark, writeMark } from './audit-mark.ts';

export type NewAuditRow = Omit<AuditTable, 'id' | 'kid' | 'mac'>;

/** 15 columns each: far below what a statement may carry on either database. */
const ROWS_AT_ONCE = 500;

/**
 * Adds rows to the end of the chain and moves its signed head, in the caller's transaction. Write transactions come one
 * after another on both databases, and the id is the primary key, so two writers never continue from the same row.
 * @returns the rows' ids, in order.
 * @throws Error when the table does not end where the signed head says: somebody else wrote to it, and continuing would
 * bury that.
 */
export async function appendAudit(
  transaction: WriteTransaction,
  keys: AuditKeys,
  given: readonly NewAuditRow[],
): Promise<number[]> {
  const key = keys.keyOf(keys.kid);
  if (key === null) throw new Error('The audit has no key in use.');
  const end = await findEnd(transaction, keys);
  let { id, mac } = end;
  const rows = given.map((row): AuditTable => {
    id += 1;
    const unsealed = { ...row, id, kid: keys.kid };
    mac = codeOfRow(key, unsealed, mac);
    return { ...unsealed, mac };
  });
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await transaction
      .insertInto('audit')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .execute();
  }
  const last = rows.at(-1);
  if (last !== undefined) await writeMark(transaction, 'head', keys, { id, mac, at: last.at });
  return rows.map((row) => row.id);
}

async function findEnd(transaction: WriteTransaction, keys: AuditKeys): Promise<{ id: number; mac: string }> {
  const head = await readMark(transaction, 'head');
  if (head === 'broken') throw disturbed('its head is damaged');
  if (head === null) return await beginning(transaction);
  const last = await transaction
    .selectFrom('audit')
    .select(['id', 'kid', 'mac'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined || last.id !== head.id || last.mac !== head.mac || last.kid !== head.kid) {
    throw disturbed('it does not end where its head says');
  }
  // A head of an unknown key is let pass: after a changed secret, everything that needs no old key still works.
  if (judgeMark(keys, 'head', head) === 'forged') throw disturbed('its head is forged');
  return { id: head.id, mac: head.mac };
}

/** Before the first chained row. Rows that older versions wrote are covered by it, all together. */
async function beginning(transaction: WriteTransaction): Promise<{ id: number; mac: string }> {
  const earlier = await transaction.selectFrom('audit').selectAll().orderBy('id').execute();
  if (earlier.some((row) => row.mac !== null)) throw disturbed('its head is missing');
  return { id: earlier.at(-1)?.id ?? 0, mac: codeOfEarlier(earlier) };
}

function disturbed(what: string): Error {
  return new Error(
    `The audit was changed from outside (${what}), so nothing is added to it and no act is possible. ` +
      'Run "npm run standing -- audit verify", and restore a backup.',
  );
}
