import * as z from 'zod/mini';
import { problemSchema, type Problem } from '../domain/problem.ts';

// The policy of our pages forbids compiling code from text; without this zod would try it once and be reported.
z.config({ jitless: true });

/** The answer by its schema, or the path of the first member that is not as agreed. */
export function parseAnswer<T extends z.core.$ZodType>(
  schema: T,
  body: unknown,
): { ok: true; value: z.output<T> } | { ok: false; where: string } {
  const parsed = z.safeParse(schema, body);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, where: parsed.error.issues[0]?.path.join('.') ?? '' };
}

export function parseProblem(body: unknown): Problem | null {
  const parsed = z.safeParse(problemSchema, body);
  return parsed.success ? parsed.data : null;
}
