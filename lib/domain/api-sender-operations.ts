import * as z from 'zod/mini';
import type { ApiOperations } from './api-operation.ts';
import { changeListQuerySchema, changeListSchema } from './change.ts';
import { diffQuerySchema, diffSchema } from './diff.ts';
import { entityListQuerySchema, entityListSchema, entityQuerySchema, entitySchema } from './entity.ts';
import { findingListQuerySchema, findingListSchema } from './finding.ts';
import { historyQuerySchema, historySchema } from './history.ts';
import { fleetViewQuerySchema, fleetViewSchema } from './fleet-view.ts';
import { importLabelsSchema, labelReportSchema, protectSchema } from './label.ts';
import { overviewQuerySchema, overviewSchema } from './overview.ts';
import { patternListQuerySchema, patternListSchema } from './pattern-list.ts';
import { ratesQuerySchema, ratesSchema } from './rates.ts';
import { resourcesQuerySchema, resourcesSchema } from './resources.ts';
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
  'GET /api/fleet': {
    summary: 'The fleet over a range: the worst senders, counts over time, time to recovery, early warnings',
    access: 'entities.read',
    query: fleetViewQuerySchema,
    answer: fleetViewSchema,
  },
  'GET /api/diff': {
    summary: 'What differs between two moments, of one sender or of all',
    access: 'entities.read',
    query: diffQuerySchema,
    answer: diffSchema,
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
  'GET /api/stream': {
    summary: 'What may have moved, as server-sent events; Last-Event-ID goes on from where a reader was',
    access: 'entities.read',
    answer: 'text/event-stream',
  },
  'GET /api/changes': {
    summary: 'The history, newest first: of one sender, or of all',
    access: 'entities.read',
    query: changeListQuerySchema,
    answer: changeListSchema,
  },
  'GET /api/history': {
    summary:
      'The whole history of one sender as steps of each track, with gaps and acts: what a picture needs, and no text',
    access: 'entities.read',
    query: historyQuerySchema,
    answer: historySchema,
  },
  'GET /api/findings': {
    summary: "SES's findings on one sender",
    access: 'entities.read',
    query: findingListQuerySchema,
    answer: findingListSchema,
  },
  'GET /api/rates': {
    summary:
      'Sends, deliveries, bounces and complaints of one sender by day; costs SES a request every quarter of an hour',
    access: 'entities.read',
    query: ratesQuerySchema,
    answer: ratesSchema,
  },
  'GET /api/resources': {
    summary: 'What one sender sends with, since when, and who shares it; a look begins to read it anew where it is old',
    access: 'entities.read',
    query: resourcesQuerySchema,
    answer: resourcesSchema,
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
} as const satisfies ApiOperations;
