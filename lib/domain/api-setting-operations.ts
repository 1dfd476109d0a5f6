import * as z from 'zod/mini';
import type { ApiOperations } from './api-operation.ts';
import { apiTokenListSchema, createTokenSchema, issuedTokenSchema, tokenReferenceSchema } from './api-token.ts';
import { auditExportQuerySchema, auditListQuerySchema, auditListSchema } from './audit.ts';
import { connectionTestSchema } from './connection-test.ts';
import {
  addConnectionSchema,
  changeConnectionSchema,
  connectionIdSchema,
  connectionListSchema,
  connectionSchema,
  externalIdSchema,
  rotateConnectionSchema,
} from './connection.ts';
import {
  beginImportSchema,
  eventImportListSchema,
  eventImportSchema,
  importPiecesSchema,
  importReferenceSchema,
} from './event-import.ts';
import { healthSchema } from './health.ts';
import { deliverySchema, notificationsSchema, setWebhookSchema, webhookSetSchema } from './notification.ts';

/** What concerns Standing itself: connections, tokens, the audit, health and this description. */
export const SETTING_OPERATIONS = {
  'GET /api/connections': {
    summary: 'Accounts and Regions that Standing reads, with their sweeps; never a secret',
    access: 'connections.read',
    answer: connectionListSchema,
  },
  'POST /api/connections': {
    summary: 'Connects an account and Region; AWS is asked once before anything is stored',
    access: 'connections.manage',
    body: addConnectionSchema,
    status: 201,
    answer: connectionSchema,
  },
  'POST /api/connections/external-id': {
    summary: 'Offers the ExternalId for a role that a new connection shall assume',
    access: 'connections.manage',
    status: 201,
    answer: externalIdSchema,
  },
  'GET /api/connections/{id}': {
    summary: 'One connection',
    access: 'connections.read',
    params: connectionIdSchema,
    answer: connectionSchema,
  },
  'PATCH /api/connections/{id}': {
    summary: 'Renames, pauses or resumes a connection',
    access: 'connections.manage',
    params: connectionIdSchema,
    body: changeConnectionSchema,
    answer: connectionSchema,
  },
  'DELETE /api/connections/{id}': {
    summary: 'Forgets the credential and stops reading; the history stays',
    access: 'connections.manage',
    params: connectionIdSchema,
    status: 204,
    answer: null,
  },
  'POST /api/connections/{id}/rotate': {
    summary: 'Puts new keys in the place of the old ones, without a restart',
    access: 'connections.manage',
    params: connectionIdSchema,
    body: rotateConnectionSchema,
    answer: connectionSchema,
  },
  'POST /api/connections/{id}/test': {
    summary: 'What its credential may do, operation by operation; changes nothing',
    access: 'connections.manage',
    params: connectionIdSchema,
    answer: connectionTestSchema,
  },
  'GET /api/imports': {
    summary: 'The newest imports of events, with what became of each',
    access: 'history.extend',
    answer: eventImportListSchema,
  },
  'POST /api/imports': {
    summary: 'Begins an import of a file of events, or goes on with one of the same file that stopped',
    access: 'history.extend',
    body: beginImportSchema,
    status: 201,
    answer: eventImportSchema,
  },
  'POST /api/imports/{id}/lines': {
    summary: 'The next lines of the file, in its order; those dealt with before are passed over',
    access: 'history.extend',
    params: importReferenceSchema,
    body: importPiecesSchema,
    answer: eventImportSchema,
  },
  'POST /api/imports/{id}/finish': {
    summary: 'The file is at its end',
    access: 'history.extend',
    params: importReferenceSchema,
    answer: eventImportSchema,
  },
  'GET /api/audit': {
    summary: 'Who did what, when and why',
    access: 'audit.read',
    query: auditListQuerySchema,
    answer: auditListSchema,
  },
  'GET /api/audit/export': {
    summary: 'The same as CSV (or NDJSON with format=ndjson), all pages',
    access: 'audit.read',
    query: auditExportQuerySchema,
    answer: 'text/csv',
  },
  'GET /api/notifications': {
    summary: 'Where messages go, and how the newest fared',
    access: 'notifications.manage',
    answer: notificationsSchema,
  },
  'PUT /api/notifications': {
    summary: 'Sets where messages go; answers the secret where it is a new one',
    access: 'notifications.manage',
    body: setWebhookSchema,
    answer: webhookSetSchema,
  },
  'DELETE /api/notifications': {
    summary: 'Sends nothing from now on',
    access: 'notifications.manage',
    status: 204,
    answer: null,
  },
  'POST /api/notifications/test': {
    summary: 'Sends a test message now, and answers how that went',
    access: 'notifications.manage',
    answer: deliverySchema,
  },
  'GET /api/tokens': {
    summary: "One's own API tokens; whoever manages people sees everybody's",
    access: 'tokens.own',
    answer: apiTokenListSchema,
  },
  'POST /api/tokens': {
    summary: 'Makes an API token; the answer shows it this once',
    access: 'tokens.own',
    body: createTokenSchema,
    status: 201,
    answer: issuedTokenSchema,
  },
  'DELETE /api/tokens/{id}': {
    summary: 'Revokes an API token',
    access: 'tokens.own',
    params: tokenReferenceSchema,
    status: 204,
    answer: null,
  },
  'GET /api/health/live': { summary: 'The process runs', access: 'anyone', answer: healthSchema },
  'GET /api/health/ready': {
    summary: 'It can serve; 503 when it cannot',
    access: 'anyone',
    answer: healthSchema,
  },
  'GET /api/health/watch': {
    summary: 'Every sweep is younger than three intervals; 503 when one is not',
    access: 'anyone',
    answer: healthSchema,
  },
  'GET /api/openapi.json': {
    summary: 'This description',
    access: 'entities.read',
    answer: z.looseObject({ openapi: z.string() }),
  },
} as const satisfies ApiOperations;
