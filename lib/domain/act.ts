import * as z from 'zod/mini';
import { ACT_NAMES, ACT_OUTCOMES, ACT_STATES, MOST_ARNS } from './act-names.ts';
import { entityArnSchema } from './arn.ts';
import { entityFilterShape } from './entity.ts';
import { POLICIES } from './vocabulary.ts';
import { countParameter, isoTimeSchema, wordListSchema } from './wire.ts';

/** The state the operator saw; a member that is left out is not compared. */
export const expectedStateSchema = z.object({
  sendingStatusAggregate: z.optional(z.nullable(z.string())),
  customerManagedStatus: z.optional(z.nullable(z.string())),
  awsSesManagedStatus: z.optional(z.nullable(z.string())),
  reputationManagementPolicy: z.optional(z.nullable(z.string())),
  /** SES's time of the customer-managed record: moved by every write, also one of the same value. */
  customerManagedUpdatedAt: z.optional(z.nullable(isoTimeSchema)),
});
export type ExpectedState = z.infer<typeof expectedStateSchema>;

/** PostgreSQL holds no NUL, and nobody types one. */
const withoutNul = z.refine<string>((text) => !text.includes('\0'), 'takes text without NUL characters');

const targetShape = {
  /** Senders by name, or all that match a filter as `GET /api/entities` takes it: one of the two. */
  arns: z.optional(
    z
      .array(entityArnSchema)
      .check(
        z.minLength(1, 'takes at least one ARN'),
        z.maxLength(MOST_ARNS, `takes at most ${MOST_ARNS} ARNs; more go by a filter`),
      ),
  ),
  filter: z.optional(z.strictObject(entityFilterShape)),
};
const oneTarget = z.refine<{ arns?: unknown; filter?: unknown }>(
  (input) => (input.arns === undefined) !== (input.filter === undefined),
  { path: ['arns'], error: 'takes arns or a filter, one of the two' },
);

const writeShape = {
  act: z.enum(ACT_NAMES, 'takes disable, enable, reinstate or set-policy'),
  policy: z.optional(z.enum(POLICIES, 'takes standard, strict or none')),
};

export const previewActSchema = z.object({ ...targetShape, ...writeShape }).check(oneTarget);
export type PreviewAct = z.infer<typeof previewActSchema>;

export const startActSchema = z
  .object({
    ...targetShape,
    ...writeShape,
    reason: z
      .string()
      .check(
        z.trim(),
        z.minLength(1, 'takes a reason; SES keeps none, so Standing does'),
        z.maxLength(1000),
        withoutNul,
      ),
    /** One state for all ARNs, or one by ARN. Without it, and with `seen` or a filter: what Standing holds now. */
    expected: z.optional(z.union([expectedStateSchema, z.record(z.string(), expectedStateSchema)])),
    /** How many it must be; nothing is done where the filter matches another number now. A filter needs it. */
    count: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
    /** `seen` of the preview this was decided on; nothing is done where another set or another state is found now. */
    seen: z.optional(z.string().check(z.maxLength(100))),
    /** What was typed where the guard rails ask for it: the number of senders. */
    typed: z.optional(z.string().check(z.maxLength(20))),
    idempotencyKey: z.string().check(z.minLength(8, 'takes 8 or more characters'), z.maxLength(200), withoutNul),
  })
  .check(
    oneTarget,
    z.refine((input) => input.filter === undefined || input.count !== undefined, {
      path: ['count'],
      error: 'takes how many senders the filter matched when you looked',
    }),
  );
export type StartAct = z.infer<typeof startActSchema>;

/** `/api/acts/<id>`: an id as `POST /api/acts` gave it. */
export const actReferenceSchema = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,100}$/, 'takes the id of an act')),
});

/** Which items of an act; all of them unless said. */
export const actQuerySchema = z.object({
  /** Outcome words, comma-separated. */
  outcome: z.optional(wordListSchema),
  /** `nextCursor` of the page before. */
  cursor: z.optional(countParameter(0, 1_000_000)),
  limit: z.optional(countParameter(1, 1000)),
});
export type ActQuery = z.infer<typeof actQuerySchema>;

export const approveActSchema = z.object({
  decision: z.enum(['approve', 'reject'], 'takes approve or reject'),
  reason: z.optional(z.string().check(z.trim(), z.maxLength(1000), withoutNul)),
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

const whoSchema = z.object({ by: z.string(), at: isoTimeSchema, reason: z.nullable(z.string()) });

const actShape = {
  id: z.string(),
  act: z.enum(ACT_NAMES),
  policy: z.nullable(z.string()),
  reason: z.string(),
  who: z.string(),
  startedAt: isoTimeSchema,
  finishedAt: z.nullable(isoTimeSchema),
  state: z.enum(ACT_STATES),
  /** Why it is paused, cancelled or refused, in words. */
  stateReason: z.nullable(z.string()),
  /** The act it takes back or tries again. */
  parent: z.nullable(z.object({ id: z.string(), kind: z.enum(['undo', 'retry']) })),
  /** The acts that take it back or try it again. */
  children: z.array(z.object({ id: z.string(), kind: z.enum(['undo', 'retry']) })),
  /** Where it waits for a second person, until when; and who approved it. */
  approval: z.nullable(z.object({ until: isoTimeSchema, approved: z.nullable(whoSchema) })),
  /** Senders by how their item ended so far; words with none are left out. */
  counts: z.partialRecord(z.enum(ACT_OUTCOMES), z.number()),
  total: z.number(),
  progress: z.object({
    settled: z.number(),
    /** Items a second over the last minute; null while nothing can be said. */
    perSecond: z.nullable(z.number()),
    secondsLeft: z.nullable(z.number()),
  }),
  undo: z.object({
    /** Items that can be given their own previous value back. */
    restorable: z.number(),
    until: z.nullable(isoTimeSchema),
    /** Why it cannot be undone; null: it can. */
    refusal: z.nullable(z.string()),
  }),
};

export const actSchema = z.object({
  ...actShape,
  items: z.array(actItemSchema),
  /** Of the items; null: no more. */
  nextCursor: z.nullable(z.string()),
});
export type Act = z.infer<typeof actSchema>;
export type ActItem = z.infer<typeof actItemSchema>;

export const actListQuerySchema = z.object({
  state: z.optional(wordListSchema),
  cursor: z.optional(z.string().check(z.maxLength(1000))),
  limit: z.optional(countParameter(1, 100)),
});
export type ActListQuery = z.infer<typeof actListQuerySchema>;

const { undo: _, children: __, ...summaryShape } = actShape;
export const actListSchema = z.object({
  items: z.array(z.object(summaryShape)),
  nextCursor: z.nullable(z.string()),
});
export type ActList = z.infer<typeof actListSchema>;
export type ActSummary = ActList['items'][number];
