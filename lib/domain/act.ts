import * as z from 'zod/mini';
import { entityArnSchema } from './arn.ts';
import { POLICIES } from './vocabulary.ts';
import { isoTimeSchema } from './wire.ts';

export const ACT_NAMES = ['disable', 'enable', 'reinstate', 'set-policy'] as const;
export type ActName = (typeof ACT_NAMES)[number];

/** What the act writes in SES's customer-managed record; `set-policy` writes the policy instead. */
export const STATUS_OF_ACT: Record<Exclude<ActName, 'set-policy'>, 'DISABLED' | 'ENABLED' | 'REINSTATED'> = {
  disable: 'DISABLED',
  enable: 'ENABLED',
  reinstate: 'REINSTATED',
};

/**
 * How an item ended:
 * `confirmed` as asked · `settled-otherwise` another status that permits (or forbids) mail alike · `not-yet` written, not
 * visible yet · `reverted` visible, then moved back · `unknown` no answer and no read could tell · `no-change` it was so
 * already, nothing written · `moved` it had moved since the operator looked, nothing written · `refused` by us or by SES.
 */
export const ACT_OUTCOMES = [
  'pending',
  'confirmed',
  'settled-otherwise',
  'not-yet',
  'reverted',
  'unknown',
  'no-change',
  'moved',
  'refused',
] as const;
export type ActOutcome = (typeof ACT_OUTCOMES)[number];

/** The state the operator saw; a member that is left out is not compared. */
export const expectedStateSchema = z.object({
  sendingStatusAggregate: z.optional(z.nullable(z.string())),
  customerManagedStatus: z.optional(z.nullable(z.string())),
  awsSesManagedStatus: z.optional(z.nullable(z.string())),
  reputationManagementPolicy: z.optional(z.nullable(z.string())),
});
export type ExpectedState = z.infer<typeof expectedStateSchema>;

/** PostgreSQL holds no NUL, and nobody types one. */
const withoutNul = z.refine<string>((text) => !text.includes('\0'), 'takes text without NUL characters');

export const startActSchema = z.object({
  arns: z.array(entityArnSchema).check(z.minLength(1, 'takes at least one ARN'), z.maxLength(1000)),
  act: z.enum(ACT_NAMES, 'takes disable, enable, reinstate or set-policy'),
  policy: z.optional(z.enum(POLICIES, 'takes standard, strict or none')),
  reason: z
    .string()
    .check(z.trim(), z.minLength(1, 'takes a reason; SES keeps none, so Standing does'), z.maxLength(1000), withoutNul),
  /** One state for all ARNs, or one by ARN. */
  expected: z.optional(z.union([expectedStateSchema, z.record(z.string(), expectedStateSchema)])),
  idempotencyKey: z.string().check(z.minLength(8, 'takes 8 or more characters'), z.maxLength(200), withoutNul),
});
export type StartAct = z.infer<typeof startActSchema>;

/** `/api/acts/<id>`: an id as `POST /api/acts` gave it. */
export const actReferenceSchema = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,100}$/, 'takes the id of an act')),
});

export const undoActSchema = z.object({
  reason: z.optional(z.string().check(z.trim(), z.minLength(1, 'takes a reason'), z.maxLength(1000), withoutNul)),
});

export const actItemSchema = z.object({
  arn: z.string(),
  name: z.string(),
  outcome: z.enum(ACT_OUTCOMES),
  /** One sentence: what was done, what SES says now. */
  detail: z.nullable(z.string()),
  before: z.nullable(z.string()),
  requested: z.string(),
  after: z.nullable(z.string()),
  settledAt: z.nullable(isoTimeSchema),
});

export const actSchema = z.object({
  id: z.string(),
  act: z.enum(ACT_NAMES),
  policy: z.nullable(z.string()),
  reason: z.string(),
  who: z.string(),
  startedAt: isoTimeSchema,
  finishedAt: z.nullable(isoTimeSchema),
  items: z.array(actItemSchema),
});
export type Act = z.infer<typeof actSchema>;
export type ActItem = z.infer<typeof actItemSchema>;
