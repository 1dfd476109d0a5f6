import * as z from 'zod/mini';
import { actReferenceSchema, actSchema, startActSchema, undoActSchema } from './act.ts';
import type { ApiOperations } from './api-operation.ts';
import { changeListQuerySchema, changeListSchema } from './change.ts';
import { entityListQuerySchema, entityListSchema, entityQuerySchema, entitySchema } from './entity.ts';
import { findingListQuerySchema, findingListSchema } from './finding.ts';
import { importLabelsSchema, labelReportSchema, protectSchema } from './label.ts';
import { overviewQuerySchema, overviewSchema } from './overview.ts';
import { patternListQuerySchema, patternListSchema } from './pattern-list.ts';
import { resourceSearchQuerySchema, resourceSearchSchema } from './resource-search.ts';

/** SES's own record in SES's own words, as `GetReputationEntity` of the SES API v2 gives it. */
const rawEntitySchema = z.object({
  readAt: z.string(),
  source: z.string(),
  deletedAt: z.nullable(z.string()),
  ReputationEntity: z.looseObject({ ReputationEntityReference: z.string() }),
});

/** What concerns senders: their standing, their history, and the acts on them. */
export const SENDER_OPERATIONS = {
  'GET /api/overview': {
    summary: 'Counts, what changed in the last 24 hours, and how fresh it all is',
    access: 'entities.read',
    query: overviewQuerySchema,
    answer: overviewSchema,
  },
  'GET /api/patterns': {
    summary: 'What stands out: relapses, flapping senders, a policy weakened around a stop, accounts under review',
    access: 'entities.read',
    query: patternListQuerySchema,
    answer: patternListSchema,
  },
  'GET /api/entities': {
    summary: 'Senders that match a filter, worst first; costs SES nothing',
    access: 'entities.read',
    query: entityListQuerySchema,
    answer: entityListSchema,
  },
  'GET /api/entities/export': {
    summary: 'The same list as CSV, all pages',
    access: 'entities.read',
    query: entityListQuerySchema,
    answer: 'text/csv',
  },
  'GET /api/entities/by-resource': {
    summary: 'Which senders may use a sending domain or address',
    access: 'entities.read',
    query: resourceSearchQuerySchema,
    answer: resourceSearchSchema,
  },
  'GET /api/entity': {
    summary: 'One sender: may it send, why not, since when, and who can lift it',
    access: 'entities.read',
    query: entityQuerySchema,
    answer: entitySchema,
  },
  'GET /api/entity/raw': {
    summary: "The same sender in SES's own words",
    access: 'entities.read',
    query: findingListQuerySchema,
    answer: rawEntitySchema,
  },
  'GET /api/changes': {
    summary: 'The history, newest first: of one sender, or of all',
    access: 'entities.read',
    query: changeListQuerySchema,
    answer: changeListSchema,
  },
  'GET /api/findings': {
    summary: "SES's findings on one sender",
    access: 'entities.read',
    query: findingListQuerySchema,
    answer: findingListSchema,
  },
  'POST /api/labels': {
    summary: 'Names, customer numbers, contacts and links for senders, from CSV',
    access: 'entities.label',
    body: importLabelsSchema,
    answer: labelReportSchema,
  },
  'POST /api/protection': {
    summary: 'Protects senders from acts, or takes the protection off',
    access: 'entities.label',
    body: protectSchema,
    answer: z.object({ changed: z.number() }),
  },
  'POST /api/acts': {
    summary: 'Disable, enable or reinstate sending, or set the policy, for one sender or up to a thousand',
    access: 'acts.start',
    body: startActSchema,
    status: 202,
    answer: actSchema,
  },
  'GET /api/acts/{id}': {
    summary: 'How an act stands, sender by sender',
    access: 'acts.read',
    params: actReferenceSchema,
    answer: actSchema,
  },
  'POST /api/acts/{id}/undo': {
    summary: 'Puts back what an act changed, as a new act; the body may be left out',
    access: 'acts.start',
    params: actReferenceSchema,
    body: z.optional(undoActSchema),
    status: 202,
    answer: actSchema,
  },
} as const satisfies ApiOperations;
