import 'server-only';
import type * as z from 'zod/mini';
import { StandingError } from '../errors.ts';
import { readShape } from './read-shape.ts';
import { isStorable } from './storable-text.ts';

export interface Rows<R> {
  rows: R[];
  nextToken: string | null;
  malformed: number;
  /** Rows that did not say what they are about. */
  unnamed: number;
}

/**
 * One page of a list. An absent list is an empty one: the model lets SES leave it out.
 * @param reshape gives null for a row that does not say what it is about.
 * @throws `ses-fault` where the list is no list, or its token leads back to the same page.
 */
export function readRows<T extends z.core.$ZodType, R>(
  body: Record<string, unknown>,
  {
    member,
    shape,
    reshape,
    token,
  }: {
    member: string;
    shape: T;
    reshape: (row: z.infer<T>) => R | null;
    /** The token this page was asked by. */
    token: string | null;
  },
): Rows<R> {
  const list = body[member] ?? [];
  if (!Array.isArray(list)) throw new StandingError('ses-fault', `SES answered a page whose ${member} is no list.`);
  const page: Rows<R> = { rows: [], nextToken: readToken(body['NextToken'], token), malformed: 0, unnamed: 0 };
  for (const given of list) {
    const { value, malformed } = readShape(shape, given);
    page.malformed += malformed;
    const row = value === null ? null : reshape(value);
    if (row === null) page.unnamed += 1;
    else page.rows.push(row);
  }
  return page;
}

function readToken(given: unknown, asked: string | null): string | null {
  if (given == null || given === '') return null;
  if (typeof given !== 'string' || given === asked || !isStorable(given))
    throw new StandingError('ses-fault', 'SES answered a page that leads to no next page: its token is not usable.');
  return given;
}
