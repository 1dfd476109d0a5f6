import * as z from 'zod/mini';
import { parseResource } from './parse-resource.ts';
import { isoTimeSchema } from './wire.ts';

const REFUSAL = 'takes a domain or an e-mail address, such as example.com';

/** A sending domain or address in a query; see parse-resource.ts. */
export const resourceSchema = z.string().check(
  z.maxLength(330),
  z.refine((text) => parseResource(text) !== null, REFUSAL),
);

export const resourceSearchQuerySchema = z.object({
  resource: resourceSchema,
  /** `1`: asks SES also where senders are known already. */
  refresh: z.optional(z.literal('1', 'takes 1')),
});
export type ResourceSearchQuery = z.infer<typeof resourceSearchQuerySchema>;

/**
 * What one account and Region says of an identity.
 * - `known`: senders are known to use it; SES was not asked.
 * - `asked`: SES answered just now.
 * - `denied`, `failed`: it could not be asked; what is known is shown.
 */
const RESOURCE_STATES = ['known', 'asked', 'denied', 'failed'] as const;

export const resourceSearchSchema = z.object({
  resource: z.string(),
  connections: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      region: z.string(),
      account: z.nullable(z.string()),
      state: z.enum(RESOURCE_STATES),
      /** Identities that SES was asked for, by ARN. */
      asked: z.array(z.string()),
      /** When what is shown was read, the oldest of it; null: nothing is known. */
      readAt: z.nullable(isoTimeSchema),
      /** Senders in the list. */
      found: z.number(),
      /** SES has more than one page of tenants; the rest was not asked for. */
      more: z.boolean(),
      reason: z.nullable(
        z.object({ code: z.string(), message: z.string(), iamAction: z.optional(z.nullable(z.string())) }),
      ),
    }),
  ),
  /** Tenants that SES names and Standing does not hold, at most 50; `arn` where SES gave the id. */
  notHeld: z.array(z.object({ name: z.string(), arn: z.nullable(z.string()) })),
});
export type ResourceSearch = z.infer<typeof resourceSearchSchema>;
