import * as z from 'zod/mini';
import { actPreviewSchema } from './act-preview.ts';
import {
  actListQuerySchema,
  actListSchema,
  actQuerySchema,
  actReferenceSchema,
  actSchema,
  approveActSchema,
  previewActSchema,
  startActSchema,
  undoActSchema,
} from './act.ts';
import type { ApiOperations } from './api-operation.ts';
import { guardRailsSchema, guardRailsStateSchema, reasonTemplatesSchema } from './guard-rails.ts';

const startedSchema = z.object({ id: z.string() });
const ONE_ACT = { params: actReferenceSchema } as const;
const STEERED = { access: 'acts.start', ...ONE_ACT, status: 204, answer: null } as const;

/** What concerns acts, and what guards them. */
export const ACT_OPERATIONS = {
  'GET /api/acts': {
    summary: 'Acts, newest first: running, waiting for approval, ended',
    access: 'acts.read',
    query: actListQuerySchema,
    answer: actListSchema,
  },
  'POST /api/acts': {
    summary: 'Disable, enable or reinstate sending, or set the policy: senders by name, or all that match a filter',
    access: 'acts.start',
    body: startActSchema,
    status: 202,
    answer: startedSchema,
  },
  'POST /api/acts/preview': {
    summary: 'What an act would do, grouped by outcome, and what to expect; changes nothing and costs SES nothing',
    access: 'acts.start',
    body: previewActSchema,
    answer: actPreviewSchema,
  },
  'GET /api/acts/{id}': {
    summary: 'How an act stands, sender by sender',
    access: 'acts.read',
    ...ONE_ACT,
    query: actQuerySchema,
    answer: actSchema,
  },
  'GET /api/acts/{id}/export': {
    summary: 'Every sender of an act and how it ended, as CSV',
    access: 'acts.read',
    ...ONE_ACT,
    query: actQuerySchema,
    answer: 'text/csv',
  },
  'POST /api/acts/{id}/undo': {
    summary: 'Puts back what an act changed, as a new act; the body may be left out',
    access: 'acts.start',
    ...ONE_ACT,
    body: z.optional(undoActSchema),
    status: 202,
    answer: startedSchema,
  },
  'POST /api/acts/{id}/retry': {
    summary: 'Tries the failed senders of an act again, as a new act',
    access: 'acts.start',
    ...ONE_ACT,
    status: 202,
    answer: startedSchema,
  },
  'POST /api/acts/{id}/pause': { summary: 'Begins no further sender until it is resumed', ...STEERED },
  'POST /api/acts/{id}/resume': { summary: 'Goes on with a paused act', ...STEERED },
  'POST /api/acts/{id}/cancel': { summary: 'Ends what has not begun; takes nothing back', ...STEERED },
  'POST /api/acts/{id}/approval': {
    summary: 'A second person approves an act that waits for it, or rejects it',
    ...STEERED,
    body: approveActSchema,
  },
  'GET /api/guard-rails': {
    summary: 'What keeps acts from doing harm, and whether acts are held now',
    access: 'acts.read',
    answer: guardRailsStateSchema,
  },
  'PUT /api/guard-rails': {
    summary: 'Sets the guard rails as a whole',
    access: 'guard-rails.manage',
    body: guardRailsSchema,
    answer: guardRailsStateSchema,
  },
  'GET /api/reason-templates': {
    summary: 'Reasons to choose from',
    access: 'acts.read',
    answer: reasonTemplatesSchema,
  },
  'PUT /api/reason-templates': {
    summary: 'Replaces the reasons to choose from',
    access: 'acts.start',
    body: reasonTemplatesSchema,
    answer: reasonTemplatesSchema,
  },
} as const satisfies ApiOperations;
