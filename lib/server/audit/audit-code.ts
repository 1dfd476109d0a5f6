import 'server-only';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AuditTable } from '../store/schema.ts';

/** What a row's code covers, in this order for ever: another order would break every chain. */
const COVERED = [
  'id',
  'at',
  'kind',
  'principal_kind',
  'principal_id',
  'principal_name',
  'action',
  'target',
  'before_value',
  'after_value',
  'reason',
  'request_id',
  'client_address',
] as const satisfies (keyof AuditTable)[];

/** A place in the chain that is vouched for: the row and its code, signed under the key `kid`. */
export interface Mark {
  id: number;
  mac: string;
  at: number;
  kid: string;
  signature: string;
}

/** HMAC-SHA-256 over the row's content, the key's name and the code of the row before it. */
export function codeOfRow(key: Uint8Array, row: Omit<AuditTable, 'mac'>, before: string): string {
  const content = ['standing/audit-row/v1', row.kid, before, ...COVERED.map((column) => row[column])];
  return createHmac('sha256', key).update(JSON.stringify(content)).digest('base64url');
}

/** Stands before the first chained row: covers whatever was written before there was a chain. */
export function codeOfEarlier(rows: readonly AuditTable[]): string {
  const content = rows.map((row) => COVERED.map((column) => row[column]));
  return createHash('sha256')
    .update(JSON.stringify(['standing/audit-earlier/v1', content]))
    .digest('base64url');
}

/** `head` is the newest row; a `checkpoint` one that the log names too. */
export function signMark(key: Uint8Array, purpose: 'head' | 'checkpoint', mark: Omit<Mark, 'signature'>): string {
  const content = [`standing/audit-${purpose}/v1`, mark.kid, mark.id, mark.mac, mark.at];
  return createHmac('sha256', key).update(JSON.stringify(content)).digest('base64url');
}

/** In constant time: a code is compared, never guessed bit by bit. */
export function isSameCode(one: string, two: string): boolean {
  return one.length === two.length && timingSafeEqual(Buffer.from(one), Buffer.from(two));
}
