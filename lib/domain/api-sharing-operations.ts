import type { ApiOperations } from './api-operation.ts';
import { changeExportQuerySchema } from './change-export.ts';
import { evidenceFileSchema, issueEvidenceSchema } from './evidence.ts';
import {
  badgeQuerySchema,
  createShareLinkSchema,
  issuedShareLinkSchema,
  shareLinkListQuerySchema,
  shareLinkListSchema,
  shareLinkReferenceSchema,
} from './share-link.ts';
import { sharedViewSchema } from './shared-view.ts';

/** What leaves the house: files, and links for people without an account. */
export const SHARING_OPERATIONS = {
  'GET /api/changes/export': {
    summary: 'The history of one sender as CSV (JSON or Markdown with format=json or md), all pages',
    access: 'entities.read',
    query: changeExportQuerySchema,
    answer: 'text/csv',
  },
  'POST /api/evidence': {
    summary: 'Everything known of one sender over a window, hashed and signed; each is written into the audit',
    access: 'evidence.issue',
    body: issueEvidenceSchema,
    status: 201,
    answer: evidenceFileSchema,
  },
  'GET /api/share-links': {
    summary: 'Links and badges for people without an account, with where they were read',
    access: 'links.manage',
    query: shareLinkListQuerySchema,
    answer: shareLinkListSchema,
  },
  'POST /api/share-links': {
    summary: 'Makes a link to a page, or a badge; the answer shows it this once',
    access: 'links.manage',
    body: createShareLinkSchema,
    status: 201,
    answer: issuedShareLinkSchema,
  },
  'DELETE /api/share-links/{id}': {
    summary: 'Revokes a link or a badge',
    access: 'links.manage',
    params: shareLinkReferenceSchema,
    status: 204,
    answer: null,
  },
  'GET /api/shared-view': {
    summary: 'What a share link opens, with `Authorization: Share <token>`',
    access: 'anyone',
    answer: sharedViewSchema,
  },
  'GET /api/badge': {
    summary: 'The status of one sender as a picture, by the token of a badge',
    access: 'anyone',
    query: badgeQuerySchema,
    answer: 'image/svg+xml',
  },
} as const satisfies ApiOperations;
