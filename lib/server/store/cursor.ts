import 'server-only';
import { StandingError } from '../errors.ts';

const VERSION = 1;
export type CursorKey = readonly (string | number)[];

/** An opaque mark of a place in one order: base64url of JSON `[version, order, …key]`. */
export function toCursor(order: string, key: CursorKey): string {
  return Buffer.from(JSON.stringify([VERSION, order, ...key])).toString('base64url');
}

/**
 * @param shape the type of each member of the key.
 * @throws StandingError `invalid-input` when it is no cursor of ours, or one of another order.
 */
export function fromCursor(cursor: string, order: string, shape: readonly ('string' | 'number')[]): CursorKey {
  const members = parse(cursor);
  const [version, found, ...key] = members;
  const fits =
    version === VERSION &&
    found === order &&
    key.length === shape.length &&
    shape.every((type, index) => typeof key[index] === type && isStorable(key[index]));
  if (!fits) {
    throw new StandingError(
      'invalid-input',
      typeof found === 'string' && found !== order && version === VERSION
        ? 'The cursor belongs to another sort or filter: start again without a cursor.'
        : 'The cursor is not one that this list gave: start again without a cursor.',
      { fields: [{ field: 'cursor', message: 'takes the nextCursor of the page before' }] },
    );
  }
  return key as (string | number)[];
}

function parse(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function isStorable(value: unknown): boolean {
  return typeof value === 'string' ? !value.includes('\0') : Number.isSafeInteger(value);
}
