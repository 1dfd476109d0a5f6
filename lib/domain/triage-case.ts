import * as z from 'zod/mini';
import { entityArnSchema } from './arn.ts';
import { countParameter, isoTimeSchema } from './wire.ts';

export const CASE_STATES = ['new', 'investigating', 'waiting-on-aws', 'waiting-on-the-sender', 'done'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** What becomes of a sender that was stopped before anybody watched. */
export const SORTED = ['meant-so', 'needs-a-person'] as const;
export type Sorted = (typeof SORTED)[number];

/**
 * `reopened`: by Standing itself, because the sender was stopped again or got worse; `woken`: a snooze ended because
 * something changed.
 */
export const CASE_STEP_KINDS = [
  'state',
  'owner',
  'aws-case',
  'acknowledged',
  'unacknowledged',
  'snoozed',
  'unsnoozed',
  'sorted',
  'note',
  'reopened',
  'woken',
] as const;
export type CaseStepKind = (typeof CASE_STEP_KINDS)[number];

const byAtSchema = z.object({ at: isoTimeSchema, by: z.string() });

export const caseShape = {
  state: z.enum(CASE_STATES),
  owner: z.nullable(z.object({ id: z.string(), name: z.string() })),
  awsCaseId: z.nullable(z.string()),
  acknowledged: z.nullable(byAtSchema),
  /** `until` null: only until something changes. A time that has passed is none. */
  snoozed: z.nullable(z.object({ ...byAtSchema.shape, until: z.nullable(isoTimeSchema), untilChange: z.boolean() })),
  sorted: z.nullable(z.enum(SORTED)),
  /** 0: nobody has touched it. */
  version: z.number(),
  updatedAt: z.nullable(isoTimeSchema),
};
export const triageCaseSchema = z.object(caseShape);
export type TriageCase = z.infer<typeof triageCaseSchema>;

export const caseStepSchema = z.object({
  id: z.string(),
  version: z.number(),
  at: isoTimeSchema,
  kind: z.enum(CASE_STEP_KINDS),
  before: z.nullable(z.string()),
  after: z.nullable(z.string()),
  /** Markdown of a note; why, where Standing itself reopened the case. */
  note: z.nullable(z.string()),
  who: z.object({ kind: z.string(), id: z.nullable(z.string()), name: z.string() }),
});
export type CaseStep = z.infer<typeof caseStepSchema>;

/** `GET /api/case`: the case of one sender with its steps, newest first (at most 500). */
export const caseAnswerSchema = z.object({
  arn: z.string(),
  name: z.string(),
  case: triageCaseSchema,
  steps: z.array(caseStepSchema),
});
export type CaseAnswer = z.infer<typeof caseAnswerSchema>;

export const caseQuerySchema = z.object({ arn: entityArnSchema });

/** `GET /api/cases`: cases that were touched, the last changed first. */
export const caseListQuerySchema = z.object({
  /** The id of a person; `none`: nobody's. */
  owner: z.optional(z.string().check(z.maxLength(100), z.regex(/^[^\0]*$/, 'takes the id of a person'))),
  state: z.optional(z.enum(CASE_STATES, `takes ${CASE_STATES.join(', ')}`)),
  cursor: z.optional(z.string().check(z.maxLength(1000))),
  limit: z.optional(countParameter(1, 500)),
});
export type CaseListQuery = z.infer<typeof caseListQuerySchema>;

export const caseListSchema = z.object({
  items: z.array(z.object({ arn: z.string(), name: z.string(), case: triageCaseSchema })),
  nextCursor: z.nullable(z.string()),
});
export type CaseList = z.infer<typeof caseListSchema>;

const lineSchema = (most: number) =>
  z.string().check(z.trim(), z.maxLength(most), z.regex(/^\P{Cc}*$/u, 'takes no control characters'));

export const MOST_NOTE = 8000;

/** What is to become of a case; what is left out stays. */
export const caseChangeSchema = z
  .object({
    state: z.optional(z.enum(CASE_STATES)),
    /** A person's id; null: nobody. */
    ownerId: z.optional(z.nullable(z.string().check(z.minLength(1), z.maxLength(100)))),
    awsCaseId: z.optional(z.nullable(lineSchema(100))),
    acknowledged: z.optional(z.boolean()),
    /** Until a time, until something changes, or whichever comes first; null: no longer. */
    snooze: z.optional(
      z.nullable(
        z
          .object({ until: z.optional(isoTimeSchema), untilChange: z.optional(z.boolean()) })
          .check(
            z.refine(
              ({ until, untilChange }) => until !== undefined || untilChange === true,
              'takes a time, or untilChange',
            ),
          ),
      ),
    ),
    sorted: z.optional(z.nullable(z.enum(SORTED))),
    note: z.optional(
      z.string().check(
        z.trim(),
        z.minLength(1, 'takes some text'),
        z.maxLength(MOST_NOTE),
        z.refine((text) => !text.includes('\0'), 'takes text without NUL characters'),
      ),
    ),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, 'takes something to change'));
export type CaseChange = z.infer<typeof caseChangeSchema>;

/** `POST /api/cases`. */
export const changeCasesSchema = z.object({
  arns: z.array(entityArnSchema).check(z.minLength(1, 'takes at least one ARN'), z.maxLength(1000)),
  change: caseChangeSchema,
  /**
   * The versions that the caller saw, by ARN. A case that has moved since keeps what it has and is answered in `moved`;
   * a note alone is added whatever moved.
   */
  versions: z.optional(z.record(z.string(), z.number())),
});
export type ChangeCases = z.infer<typeof changeCasesSchema>;

export const changedCasesSchema = z.object({
  /** Their versions now; also of those that were so already. */
  changed: z.array(z.object({ arn: z.string(), version: z.number() })),
  /** Nothing was done to these: somebody else did something since, which is told. */
  moved: z.array(z.object({ arn: z.string(), version: z.number(), steps: z.array(caseStepSchema) })),
});
export type ChangedCases = z.infer<typeof changedCasesSchema>;

/** `GET /api/people`: whom a case can be given to, and whom a note can name. */
export const personListSchema = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), email: z.string() })),
});
export type PersonList = z.infer<typeof personListSchema>;
