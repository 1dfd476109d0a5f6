import 'server-only';
import { first } from './0001-first.ts';
import { indexes } from './0002-indexes.ts';
import { search } from './0003-search.ts';
import { countIndex } from './0004-count-index.ts';
import { auditChain } from './0005-audit-chain.ts';
import { access } from './0006-access.ts';
import { sources } from './0007-sources.ts';
import { labels } from './0008-labels.ts';
import { resources } from './0009-resources.ts';
import { apiTokens } from './0010-api-tokens.ts';
import { reports } from './0011-reports.ts';
import { liveEvents } from './0012-live-events.ts';
import { shareLinks } from './0013-share-links.ts';
import { standingSteps } from './0014-standing-steps.ts';
import { actRuns } from './0015-act-runs.ts';
import { cases } from './0016-cases.ts';
import { webhook } from './0017-webhook.ts';
import { savedViews } from './0018-saved-views.ts';
import { senderResources } from './0019-sender-resources.ts';
import type { Migration } from './migration.ts';

/** All steps, oldest first; the version of a schema is how many of them it has had. */
export const migrationsInOrder: readonly Migration[] = [
  first,
  indexes,
  search,
  countIndex,
  auditChain,
  access,
  sources,
  labels,
  resources,
  apiTokens,
  reports,
  liveEvents,
  shareLinks,
  standingSteps,
  actRuns,
  cases,
  webhook,
  savedViews,
  senderResources,
];
