import { createHmac, randomBytes } from 'node:crypto';
import { badRequest } from '../aws-error.ts';
import type { Place } from '../world/place.ts';
import type { World } from '../world/world.ts';

/** Tokens of another simulator are refused, as those of another Region would be. */
const SECRET = randomBytes(16);

export interface Page<T> {
  readonly rows: T[];
  readonly token: string | undefined;
}

/** What a token of this list, place and filter is bound to. */
export function bindingOf(list: string, place: Place, filter: Record<string, string>): string {
  const keys = Object.keys(filter).toSorted((one, other) => (one < other ? -1 : 1));
  return [list, place.account, place.region, ...keys.map((key) => `${key}=${filter[key]}`)].join('\n');
}

interface Asked {
  /** What the token is bound to: operation, place and filter. */
  readonly binding: string;
  readonly input: Record<string, unknown>;
  /** Fixed limits of the operation; otherwise the switches decide. */
  readonly maximum?: number;
}

/**
 * One page of rows that carry a rising `seq`. The token is opaque, signed and bound to the filter; it marks a position,
 * not an offset, so rows that come and go shift nothing.
 */
export function pageOf<T extends { readonly seq: number }>(
  world: World,
  rows: readonly T[],
  isWanted: (row: T) => boolean,
  asked: Asked,
): Page<T> {
  const size = readPageSize(world, asked);
  const after = readToken(world, asked);
  const page: T[] = [];
  for (let at = firstAfter(rows, after); at < rows.length; at++) {
    const row = rows[at];
    if (row === undefined || !isWanted(row)) continue;
    if (page.length === size) return { rows: page, token: writeToken(world, asked, page[size - 1]?.seq ?? 0) };
    page.push(row);
  }
  return { rows: page, token: undefined };
}

function readPageSize(world: World, asked: Asked): number {
  const { pageSizeDefault, pageSizeMax, pageSizeOverMax } = world.switches;
  const maximum = asked.maximum ?? pageSizeMax;
  const given = asked.input['PageSize'];
  if (given === undefined || given === null) return Math.max(1, Math.min(pageSizeDefault, maximum));
  const size = Number(given);
  if (size < 1) throw badRequest('PageSize must be greater than or equal to 1.');
  if (size <= maximum) return size;
  if (pageSizeOverMax === 'capped' && asked.maximum === undefined) return maximum;
  throw badRequest(`PageSize must be less than or equal to ${maximum}.`);
}

function readToken(world: World, asked: Asked): number {
  const given = asked.input['NextToken'];
  if (typeof given !== 'string' || given === '') return 0;
  const [seq, time, mark] = Buffer.from(given, 'base64url').toString().split('.');
  const life = world.switches.pageTokenLifeSeconds * 1000;
  if (mark === undefined || mark !== sign(asked, `${seq}.${time}`))
    throw badRequest('The NextToken provided is invalid.');
  if (life > 0 && Number(time) + life < world.clock.now()) throw badRequest('The NextToken provided has expired.');
  return Number(seq);
}

function writeToken(world: World, asked: Asked, seq: number): string {
  const plain = `${seq}.${world.clock.now()}`;
  return Buffer.from(`${plain}.${sign(asked, plain)}`).toString('base64url');
}

const sign = (asked: Asked, plain: string): string =>
  createHmac('sha256', SECRET).update(`${asked.binding}\n${plain}`).digest('base64url').slice(0, 22);

/** Binary search: the first position whose seq is over `after`. */
function firstAfter(rows: readonly { readonly seq: number }[], after: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.seq ?? 0) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
