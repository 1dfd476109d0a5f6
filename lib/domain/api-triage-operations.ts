import type { ApiOperations } from './api-operation.ts';
import {
  caseAnswerSchema,
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
  'GET /api/case': {
    summary: 'The case of one sender: owner, state, snooze, and every step with its notes',
    access: 'cases.read',
    query: caseQuerySchema,
    answer: caseAnswerSchema,
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
} as const satisfies ApiOperations;
