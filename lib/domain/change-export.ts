import * as z from 'zod/mini';
import { entityArnSchema } from './arn.ts';
import { timeParameterSchema, wordListSchema } from './wire.ts';

export const EXPORT_FORMATS = ['csv', 'json', 'md'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** `GET /api/changes/export`: the history of one sender as a file. */
export const changeExportQuerySchema = z.object({
  arn: entityArnSchema,
  track: z.optional(wordListSchema),
  /** Of its place in the history: at or after, and before. */
  from: z.optional(timeParameterSchema),
  to: z.optional(timeParameterSchema),
  format: z._default(z.enum(EXPORT_FORMATS, 'takes csv, json or md'), 'csv'),
});
export type ChangeExportQuery = z.infer<typeof changeExportQuerySchema>;
