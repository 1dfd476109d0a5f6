import * as z from 'zod/mini';
import { entityArnSchema } from './arn.ts';
import { STANDINGS } from './vocabulary.ts';
import { isoTimeSchema } from './wire.ts';

export const resourcesQuerySchema = z.object({
  arn: entityArnSchema,
  /** `1`: asks SES again, unless it was asked within the last minute. */
  refresh: z.optional(z.literal('1', 'takes 1')),
});
export type ResourcesQuery = z.infer<typeof resourcesQuerySchema>;

export const readReasonSchema = z.object({ code: z.string(), message: z.string(), iamAction: z.nullable(z.string()) });
export type ReadReason = z.infer<typeof readReasonSchema>;

/** Between two reads: SES tells no moment. `after` null: it was there at the first read already. */
const intervalSchema = z.object({ after: z.nullable(isoTimeSchema), at: isoTimeSchema });

const resourceShape = {
  arn: z.string(),
  /** `identity`, `configuration-set`, `template`, or what else the ARN says. */
  kind: z.string(),
  name: z.string(),
  attached: intervalSchema,
  /** SES's own time of the association, where it was read. */
  associatedAt: z.nullable(isoTimeSchema),
};

export const resourcesSchema = z.object({
  arn: z.string(),
  /** When the list was last read whole; null: never. */
  readAt: z.nullable(isoTimeSchema),
  /** SES is being asked now; ask again in a moment. */
  reading: z.boolean(),
  /** Why the list could not be read the last time. */
  reason: z.nullable(readReasonSchema),
  /** Attached as of the last whole read. */
  items: z.array(
    z.object({
      ...resourceShape,
      /** Can it be sent with? null: not read, not reported, or a kind that has no such state. */
      usable: z.nullable(z.boolean()),
      /** SES's own words for its state, such as `SUCCESS`; null where it has none. */
      verificationStatus: z.nullable(z.string()),
      dkimStatus: z.nullable(z.string()),
      stateReadAt: z.nullable(isoTimeSchema),
      stateReason: z.nullable(readReasonSchema),
      shared: z.object({
        /** Other tenants that use it; null: not read. */
        count: z.nullable(z.number()),
        /** SES has more than one page of them. */
        more: z.boolean(),
        readAt: z.nullable(isoTimeSchema),
        reason: z.nullable(readReasonSchema),
        /** Some of them, worst first; `arn` and `standing` where Standing holds it. */
        tenants: z.array(
          z.object({
            name: z.string(),
            arn: z.nullable(z.string()),
            standing: z.nullable(z.enum(STANDINGS)),
            sendingStatusAggregate: z.nullable(z.string()),
          }),
        ),
      }),
    }),
  ),
  /** Attached once and gone, newest first. */
  gone: z.array(z.object({ ...resourceShape, detached: intervalSchema })),
});
export type Resources = z.infer<typeof resourcesSchema>;
