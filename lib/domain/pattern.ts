import * as z from 'zod/mini';
import { sentencePartSchema } from './explanation-parts.ts';
import { PATTERN_KINDS } from './pattern-kinds.ts';
import { isoTimeSchema } from './wire.ts';

export const patternSchema = z.object({
  kind: z.enum(PATTERN_KINDS),
  /** The whole sentence as text, times absolute in UTC. */
  sentence: z.string(),
  parts: z.array(sentencePartSchema),
  /** The newest moment it rests on. */
  at: isoTimeSchema,
  /** Ids of the changes it rests on, oldest first; empty where it rests on a state. */
  changeIds: z.array(z.string()),
});
export type Pattern = z.infer<typeof patternSchema>;
