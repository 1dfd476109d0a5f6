import 'server-only';
import en from 'zod/v4/locales/en.js';
import * as z from 'zod/mini';
import { StandingError } from '../errors.ts';

// zod/mini speaks no language by itself; operators read these messages.
z.config(en());

/** A schema of `lib/domain`, whatever it takes and gives. */
export type Schema<T> = z.core.$ZodType<T>;

/** Bodies up to this many bytes are read; the door refuses longer ones before they reach a route. */
export const BODY_LIMIT_BYTES = 1024 * 1024;

/**
 * Parses the query string. A name given twice becomes a list, which the schemas refuse unless they want one.
 * @throws StandingError `invalid-input`, or `invalid-arn` where the ARN is what is wrong.
 */
export function parseQuery<T>(schema: Schema<T>, url: string): T {
  const question = url.indexOf('?');
  const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  if (question >= 0) {
    for (const [name, value] of new URLSearchParams(url.slice(question + 1))) {
      const earlier = fields[name];
      if (earlier === undefined) fields[name] = value;
      else fields[name] = typeof earlier === 'string' ? [earlier, value] : [...earlier, value];
    }
  }
  return parseWith(schema, { ...fields });
}

/**
 * Reads and parses a JSON body.
 * @throws StandingError `unsupported-media-type`, `body-too-large`, `invalid-input`, `invalid-arn`.
 */
export async function parseBody<T>(schema: Schema<T>, request: Request): Promise<T> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new StandingError('unsupported-media-type', 'The body must be JSON, with the content type application/json.');
  }
  if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT_BYTES) throw bodyTooLarge();
  const text = await request.text();
  if (text.length > BODY_LIMIT_BYTES) throw bodyTooLarge();
  return parseWith(schema, parseJson(text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new StandingError('invalid-input', 'The body is not valid JSON.');
  }
}

/** @throws StandingError whose `fields` name what is wrong and what it takes. */
export function parseWith<T>(schema: Schema<T>, value: unknown): T {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues
    .slice(0, 20)
    .map((issue) => ({ field: issue.path.map(String).join('.').slice(0, 200), message: issue.message.slice(0, 300) }));
  const [first] = fields;
  const isArn = first !== undefined && /^arns?(\.|$)/.test(first.field);
  const said = first === undefined ? 'The input is not valid.' : `${first.field || 'The input'}: ${first.message}.`;
  throw new StandingError(isArn ? 'invalid-arn' : 'invalid-input', said.replace(/\.\.$/, '.'), { fields });
}

export function bodyTooLarge(): StandingError {
  return new StandingError('body-too-large', 'The body is longer than 1 MiB; send fewer entities at once.');
}
