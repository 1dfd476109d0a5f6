import * as z from 'zod/mini';

/** ISO 8601 UTC with milliseconds, as every time in our JSON. */
export const isoTimeSchema = z.iso.datetime();

/** Epoch milliseconds (server and store) to the wire form. */
export function toIso(epochMs: number): string;
export function toIso(epochMs: number | null): string | null;
export function toIso(epochMs: number | null): string | null {
  return epochMs === null ? null : new Date(epochMs).toISOString();
}

/** Times accepted in a query string: any ISO 8601 instant with a zone. Result: epoch milliseconds. */
export const timeParameterSchema = z.pipe(
  z.iso.datetime({ offset: true, error: 'takes an ISO 8601 time with a zone, such as 2026-11-22T02:14:07Z' }),
  z.transform((text) => Date.parse(text)),
);

/** A comma-separated query value: `DISABLED,REINSTATED` → both words, trimmed, empty ones dropped, at most 50. */
export const wordListSchema = z.pipe(
  z.string().check(z.maxLength(2000)),
  z.transform((text) =>
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
      .slice(0, 50),
  ),
);

/** Whole number in a query string within bounds. */
export function countParameter(minimum: number, maximum: number) {
  const error = `takes a whole number from ${minimum} to ${maximum}`;
  return z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/, error)),
    z.pipe(
      z.transform((text: string) => Number(text)),
      z.number().check(z.minimum(minimum, error), z.maximum(maximum, error)),
    ),
  );
}
