import * as z from 'zod/mini';
import { entityArnSchema } from './arn.ts';
import { isoTimeSchema } from './wire.ts';

/** What operators know a sender by. `tags`: read from its AWS tags; `csv` wins over them. */
export const entityLabelSchema = z.object({
  name: z.nullable(z.string()),
  customerNumber: z.nullable(z.string()),
  contact: z.nullable(z.string()),
  link: z.nullable(z.string()),
  source: z.enum(['csv', 'tags']),
});
export type EntityLabel = z.infer<typeof entityLabelSchema>;

/** Standing's own mark: nothing is written to SES for this sender until it is taken off. */
export const protectionSchema = z.object({ at: isoTimeSchema, by: z.string(), reason: z.nullable(z.string()) });
export type Protection = z.infer<typeof protectionSchema>;

export const importLabelsSchema = z.object({
  /** A header line, then one sender a line; commas, semicolons or tabs between. At most 1 MiB with the rest. */
  csv: z.string().check(z.minLength(1, 'takes a CSV text with a header line'), z.maxLength(1_000_000)),
});
export type ImportLabels = z.infer<typeof importLabelsSchema>;

/** What became of each line. */
export const labelReportSchema = z.object({
  taken: z.number(),
  unchanged: z.number(),
  refusedTotal: z.number(),
  /** The first 200. */
  refused: z.array(z.object({ line: z.number(), reason: z.string() })),
});
export type LabelReport = z.infer<typeof labelReportSchema>;

export const protectSchema = z.object({
  arns: z.array(entityArnSchema).check(z.minLength(1, 'takes at least one ARN'), z.maxLength(1000)),
  protected: z.boolean(),
  reason: z.optional(
    z.string().check(z.trim(), z.maxLength(500), z.regex(/^\P{Cc}*$/u, 'takes no control characters')),
  ),
});
export type Protect = z.infer<typeof protectSchema>;
