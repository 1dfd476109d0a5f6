import 'server-only';
import type * as z from 'zod/mini';
import type { SesOperation } from '../../domain/ses-operations.ts';
import type { AnyCommand } from './capture-answer.ts';
import { callSes, type Line } from './call-ses.ts';
import type { Answer, CallOptions } from './gateway.ts';
import type { PageSizes } from './page-size.ts';
import { readRows, type Rows } from './read-rows.ts';
import { createUrgency, type Urgency } from './urgency.ts';

/** How one question travels: its urgency may already be shared by a flight. */
export interface Question {
  operation: SesOperation;
  command: () => AnyCommand;
  options: CallOptions;
  urgency?: Urgency;
  left?: () => void;
}

export interface ListQuestion<T extends z.core.$ZodType, R> {
  operation: SesOperation;
  /** The command for a page of this size. */
  command: (pageSize: number) => AnyCommand;
  options: CallOptions;
  token: string | null;
  /** The largest page that is worth asking for. */
  largest: number;
  /** Name of the list in the answer. */
  member: string;
  shape: T;
  reshape: (row: z.infer<T>) => R | null;
}

/** Asks SES one question and reshapes the answer at once: nothing of the wire goes further. */
export async function ask<T>(
  line: Line,
  { operation, command, options, urgency, left }: Question,
  reshape: (body: Record<string, unknown>) => T,
): Promise<Answer<T>> {
  const answer = await callSes(line, {
    operation,
    command,
    urgency: urgency ?? createUrgency(options.lane),
    signal: options.signal,
    left,
  });
  return { ...answer, value: reshape(answer.value) };
}

/** Asks for one page, of the largest size SES takes. */
export function askPage<T extends z.core.$ZodType, R>(
  line: Line,
  sizes: PageSizes,
  { operation, command, options, token, largest, member, shape, reshape }: ListQuestion<T, R>,
): Promise<Answer<Rows<R>>> {
  return sizes.run(operation, largest, async (size) => {
    const page = await ask(line, { operation, command: () => command(size), options }, (body) =>
      readRows(body, { member, shape, reshape, token }),
    );
    const { malformed, unnamed } = page.value;
    if (malformed + unnamed > 0)
      line.log.warn({ operation, malformed, unnamed }, 'SES answered with members that are not of its model');
    return page;
  });
}
