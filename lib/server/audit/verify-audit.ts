import 'server-only';
import type { AuditTable } from '../store/schema.ts';
import type { ReadDatabase, Store } from '../store/store.ts';
import { codeOfEarlier, codeOfRow, isSameCode, type Mark } from './audit-code.ts';
import type { AuditKeys } from './audit-keys.ts';
import { judgeMark, type MarkPurpose, readMark } from './audit-mark.ts';

export interface AuditVerdict {
  /** Rows whose code fits, from the start of the chain to the first bad one. */
  verified: number;
  /** Rows from before there was a chain; covered together by its first row. */
  earlier: number;
  /** The newest row, to be written down elsewhere; null for an empty audit. */
  head: { id: number; mac: string } | null;
  /** Null: all is well. `rowId`: the first row that is wrong or missing; null when the rows are and something else is not. */
  fault: { rowId: number | null; what: string } | null;
}

const ROWS_AT_ONCE = 1000;

/**
 * Reads the whole audit as of one moment and recomputes every code. A change, a deletion, an insertion, a swap and a cut
 * at either end each name the first row they touch.
 * @param expected a checkpoint from the log, `<id>:<code>`: tells when the whole database was put back to an earlier day.
 */
export async function verifyAudit(
  store: Store,
  keys: AuditKeys,
  expected?: Pick<Mark, 'id' | 'mac'>,
): Promise<AuditVerdict> {
  return await store.read
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (snapshot) => await verifyIn(snapshot, keys, expected));
}

async function verifyIn(
  database: ReadDatabase,
  keys: AuditKeys,
  expected: Pick<Mark, 'id' | 'mac'> | undefined,
): Promise<AuditVerdict> {
  const head = await readMark(database, 'head');
  const checkpoint = await readMark(database, 'checkpoint');
  const codes = new Map<number, string | null>();
  const wanted = [head, checkpoint, expected].flatMap((mark) => (mark && mark !== 'broken' ? [mark.id] : []));
  let before: { id: number; mac: string } | null = null;
  let verified = 0;
  const earlier: AuditTable[] = [];
  const verdict = (fault: AuditVerdict['fault']): AuditVerdict => ({
    verified,
    earlier: earlier.length,
    head: before,
    fault,
  });
  for await (const row of rowsOf(database)) {
    if (row.mac === null && before === null) {
      earlier.push(row);
      continue;
    }
    before ??= { id: earlier.at(-1)?.id ?? 0, mac: codeOfEarlier(earlier) };
    const fault = faultOf(keys, row, before);
    // The code of the first chained row covers the ones before the chain, so one of those may be what was changed.
    if (fault !== null) return verdict(verified === 0 && earlier[0] ? { ...fault, rowId: earlier[0].id } : fault);
    before = { id: row.id, mac: row.mac ?? '' };
    verified += 1;
    if (wanted.includes(row.id)) codes.set(row.id, row.mac);
  }
  const endId = before?.id ?? earlier.at(-1)?.id ?? 0;
  return verdict(
    faultOfHead(keys, head, before) ??
      faultOfMark(keys, 'checkpoint', checkpoint, codes, endId) ??
      (expected === undefined ? null : faultOfPlace('checkpoint from the log', expected, codes, endId)),
  );
}

async function* rowsOf(database: ReadDatabase): AsyncGenerator<AuditTable> {
  let after: number | null = null;
  for (;;) {
    let query = database.selectFrom('audit').selectAll().orderBy('id').limit(ROWS_AT_ONCE);
    if (after !== null) query = query.where('id', '>', after);
    const rows: AuditTable[] = await query.execute();
    yield* rows;
    if (rows.length < ROWS_AT_ONCE) return;
    after = rows.at(-1)?.id ?? null;
  }
}

function faultOf(keys: AuditKeys, row: AuditTable, before: { id: number; mac: string }): AuditVerdict['fault'] {
  if (row.id > before.id + 1) return { rowId: before.id + 1, what: 'is missing' };
  if (row.id <= before.id || row.mac === null || row.kid === null) return { rowId: row.id, what: 'was put in' };
  const key = keys.keyOf(row.kid);
  if (key === null) {
    return { rowId: row.id, what: `was written under the key ${row.kid.slice(0, 16)}, which is not at hand` };
  }
  const fits = isSameCode(codeOfRow(key, row, before.mac), row.mac);
  return fits ? null : { rowId: row.id, what: 'does not fit its code: it was changed, moved or put in' };
}

function faultOfHead(
  keys: AuditKeys,
  head: Mark | 'broken' | null,
  last: { id: number; mac: string } | null,
): AuditVerdict['fault'] {
  if (head === null) {
    return last === null ? null : { rowId: null, what: 'The signed head of the audit is missing, so rows may be too.' };
  }
  if (head === 'broken' || judgeMark(keys, 'head', head) === 'forged') {
    return { rowId: null, what: 'The signed head of the audit is forged or damaged.' };
  }
  const lastId = last?.id ?? 0;
  if (head.id > lastId) return { rowId: lastId + 1, what: `is missing, and every row after it up to ${head.id}` };
  if (head.id < lastId) return { rowId: head.id + 1, what: 'was put in after the signed head' };
  if (head.mac !== last?.mac) return { rowId: head.id, what: 'does not fit the signed head' };
  return null;
}

function faultOfMark(
  keys: AuditKeys,
  purpose: MarkPurpose,
  mark: Mark | 'broken' | null,
  codes: ReadonlyMap<number, string | null>,
  endId: number,
): AuditVerdict['fault'] {
  if (mark === null) return null;
  if (mark === 'broken' || judgeMark(keys, purpose, mark) === 'forged') {
    return { rowId: null, what: `The signed ${purpose} of the audit is forged or damaged.` };
  }
  return faultOfPlace(purpose, mark, codes, endId);
}

function faultOfPlace(
  name: string,
  place: Pick<Mark, 'id' | 'mac'>,
  codes: ReadonlyMap<number, string | null>,
  endId: number,
): AuditVerdict['fault'] {
  const code = codes.get(place.id);
  if (code === place.mac) return null;
  if (place.id > endId) return { rowId: endId + 1, what: `is missing: the ${name} counts ${place.id} rows` };
  return { rowId: place.id, what: `is not the row that the ${name} names` };
}
