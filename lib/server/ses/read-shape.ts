import 'server-only';
import * as z from 'zod/mini';

/** A value read as far as it has the shape; null where it is no object at all. */
export interface Shaped<T> {
  value: T | null;
  /** Members of the wrong type, read as absent. */
  malformed: number;
}

/**
 * Reads what came over the wire. A member of the wrong type counts as absent, and is counted: one odd member must not
 * cost the rest of the row, and one odd row not the rest of the page.
 */
export function readShape<T extends z.core.$ZodType>(shape: T, given: unknown): Shaped<z.infer<T>> {
  const first = z.safeParse(shape, given);
  if (first.success) return { value: first.data, malformed: 0 };
  let value = given;
  let malformed = 0;
  for (const { path } of first.error.issues) {
    malformed += 1;
    if (path.length === 0) return { value: null, malformed };
    value = without(value, path);
  }
  const second = z.safeParse(shape, value);
  return { value: second.success ? second.data : null, malformed };
}

/** A copy without the member at that path; the original belongs to the caller. */
function without(value: unknown, [key, ...rest]: PropertyKey[]): unknown {
  if (typeof value !== 'object' || value === null || key === undefined) return value;
  const { [key]: member, ...others } = value as Record<PropertyKey, unknown>;
  return rest.length === 0 ? others : { ...others, [key]: without(member, rest) };
}
