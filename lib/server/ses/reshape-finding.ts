import 'server-only';
import type * as z from 'zod/mini';
import type { SesFinding } from './gateway.ts';
import type { findingShape } from './wire-schemas.ts';

/** A row of `ListRecommendations`; null where it names no resource. */
export function reshapeFinding(row: z.infer<typeof findingShape>): SesFinding | null {
  if (!row.ResourceArn) return null;
  return {
    arn: row.ResourceArn,
    type: row.Type ?? null,
    impact: row.Impact ?? null,
    description: row.Description ?? null,
    status: row.Status ?? null,
    createdAt: row.CreatedTimestamp ?? null,
    lastUpdatedAt: row.LastUpdatedTimestamp ?? null,
  };
}
