import * as z from 'zod/mini';
import type { ApiOperations } from './api-operation.ts';
import { handOverQuerySchema, handOverSchema } from './hand-over.ts';
import { savedViewListSchema, savedViewReferenceSchema, saveViewSchema } from './saved-view.ts';
import {
  caseAnswerSchema,
  caseListQuerySchema,
  caseListSchema,
  caseQuerySchema,
  changeCasesSchema,
  changedCasesSchema,
  personListSchema,
} from './triage-case.ts';
import { triageQuerySchema, triageQueueSchema } from './triage-queue.ts';

/** What concerns the work on senders: the queue, cases, hand over. */
export const TRIAGE_OPERATIONS = {
  'GET /api/triage': {
    summary: 'What needs a person, worst first, by what can be done; senders that changed alike are one row',
    access: 'entities.read',
    query: triageQuerySchema,
    answer: triageQueueSchema,
  },
  'GET /api/triage/report': {
    summary: 'Hand over: what happened since a moment, what is open, what comes back by itself',
    access: 'acts.read',
    query: handOverQuerySchema,
    answer: handOverSchema,
  },
  'GET /api/case': {
    summary: 'The case of one sender: owner, state, snooze, and every step with its notes',
    access: 'cases.read',
    query: caseQuerySchema,
    answer: caseAnswerSchema,
  },
  'GET /api/cases': {
    summary: 'Cases that were touched, the last changed first: of an owner, in a state',
    access: 'cases.read',
    query: caseListQuerySchema,
    answer: caseListSchema,
  },
  'POST /api/cases': {
    summary: 'Changes the cases of one sender or up to a thousand alike; says which moved since the caller looked',
    access: 'cases.write',
    body: changeCasesSchema,
    answer: changedCasesSchema,
  },
  'GET /api/people': {
    summary: 'Whom a case can be given to, and whom a note can name',
    access: 'cases.write',
    answer: personListSchema,
  },
  'GET /api/views': {
    summary: 'Addresses of the list and the queue kept under a name: own ones, and those that others shared',
    access: 'views.own',
    answer: savedViewListSchema,
  },
  'POST /api/views': {
    summary: 'Keeps an address under a name; the same name replaces what it was',
    access: 'views.own',
    body: saveViewSchema,
    status: 201,
    answer: z.object({ id: z.string() }),
  },
  'DELETE /api/views/{id}': {
    summary: 'Removes a view',
    access: 'views.own',
    params: savedViewReferenceSchema,
    status: 204,
    answer: null,
  },
} as const satisfies ApiOperations;
