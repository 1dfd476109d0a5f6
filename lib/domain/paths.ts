/** Every page and route in one place. Query values are encoded here and nowhere else. */
type QueryValue = string | number | null | undefined;

function withQuery(path: string, query: Record<string, QueryValue>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

export const pages = {
  overview: () => '/',
  entities: (query: Record<string, QueryValue> = {}) => withQuery('/entities', query),
  entity: (arn: string, query: Record<string, QueryValue> = {}) => withQuery('/entity', { arn, ...query }),
  fleet: (query: Record<string, QueryValue> = {}) => withQuery('/fleet', query),
  diff: (query: Record<string, QueryValue> = {}) => withQuery('/diff', query),
  triage: (query: Record<string, QueryValue> = {}) => withQuery('/triage', query),
  handOver: (query: Record<string, QueryValue> = {}) => withQuery('/triage/report', query),
  act: (id: string, query: Record<string, QueryValue> = {}) => withQuery('/triage/act', { id, ...query }),
  acts: (query: Record<string, QueryValue> = {}) => withQuery('/triage/acts', query),
  guardRails: () => '/settings/guard-rails',
  activity: (query: Record<string, QueryValue> = {}) => withQuery('/activity', query),
  settings: () => '/settings',
  connections: () => '/settings/connections',
  people: () => '/settings/people',
  imports: () => '/settings/import',
  account: () => '/settings/account',
  /** The token stays in the fragment: out of logs and referrers. */
  join: (token: string) => `/join#${token}`,
  /** As in `join`: whoever has the address has the link. */
  share: (token: string) => `/share#${token}`,
  shareLinks: () => '/settings/share-links',
  evidence: (arn: string, query: { from?: string; to?: string } = {}) => withQuery('/evidence', { arn, ...query }),
  tokens: () => '/settings/tokens',
  notifications: () => '/settings/notifications',
  apiReference: () => '/settings/api',
  login: (next?: string) => withQuery('/login', { next }),
  setUp: () => '/setup',
} as const;

export const api = {
  session: () => '/api/session',
  setUp: () => '/api/setup',
  overview: (query: Record<string, QueryValue> = {}) => withQuery('/api/overview', query),
  patterns: (query: Record<string, QueryValue> = {}) => withQuery('/api/patterns', query),
  fleet: (query: Record<string, QueryValue>) => withQuery('/api/fleet', query),
  diff: (query: Record<string, QueryValue>) => withQuery('/api/diff', query),
  entities: (query: Record<string, QueryValue> = {}) => withQuery('/api/entities', query),
  entitiesCsv: (query: Record<string, QueryValue> = {}) => withQuery('/api/entities/export', query),
  entitiesByResource: (resource: string, query: { refresh?: '1' } = {}) =>
    withQuery('/api/entities/by-resource', { resource, ...query }),
  entity: (arn: string, query: { at?: string; refresh?: '1' } = {}) => withQuery('/api/entity', { arn, ...query }),
  entityRaw: (arn: string) => withQuery('/api/entity/raw', { arn }),
  changes: (query: Record<string, QueryValue>) => withQuery('/api/changes', query),
  changesExport: (query: Record<string, QueryValue>) => withQuery('/api/changes/export', query),
  history: (arn: string, query: { from?: string; to?: string } = {}) => withQuery('/api/history', { arn, ...query }),
  audit: (query: Record<string, QueryValue>) => withQuery('/api/audit', query),
  auditExport: (query: Record<string, QueryValue>) => withQuery('/api/audit/export', query),
  findings: (arn: string) => withQuery('/api/findings', { arn }),
  acts: (query: Record<string, QueryValue> = {}) => withQuery('/api/acts', query),
  actPreview: () => '/api/acts/preview',
  act: (id: string, query: Record<string, QueryValue> = {}) => withQuery(`/api/acts/${encodeURIComponent(id)}`, query),
  actCsv: (id: string, query: Record<string, QueryValue> = {}) =>
    withQuery(`/api/acts/${encodeURIComponent(id)}/export`, query),
  steerAct: (id: string, verb: 'pause' | 'resume' | 'cancel' | 'retry' | 'approval') =>
    `/api/acts/${encodeURIComponent(id)}/${verb}`,
  guardRails: () => '/api/guard-rails',
  reasonTemplates: () => '/api/reason-templates',
  rates: (arn: string, days: number) => withQuery('/api/rates', { arn, days }),
  resources: (arn: string, query: { refresh?: '1' } = {}) => withQuery('/api/resources', { arn, ...query }),
  undoAct: (id: string) => `/api/acts/${encodeURIComponent(id)}/undo`,
  connections: () => '/api/connections',
  connectionTest: (id: string) => `/api/connections/${encodeURIComponent(id)}/test`,
  connectionRotation: (id: string) => `/api/connections/${encodeURIComponent(id)}/rotate`,
  imports: () => '/api/imports',
  importLines: (id: string) => `/api/imports/${encodeURIComponent(id)}/lines`,
  importFinish: (id: string) => `/api/imports/${encodeURIComponent(id)}/finish`,
  labels: () => '/api/labels',
  protection: () => '/api/protection',
  triage: (query: Record<string, QueryValue> = {}) => withQuery('/api/triage', query),
  handOver: (query: Record<string, QueryValue>) => withQuery('/api/triage/report', query),
  views: () => '/api/views',
  view: (id: string) => `/api/views/${encodeURIComponent(id)}`,
  cases: () => '/api/cases',
  caseOf: (arn: string) => withQuery('/api/case', { arn }),
  people: () => '/api/people',
  externalId: () => '/api/connections/external-id',
  connection: (id: string) => `/api/connections/${encodeURIComponent(id)}`,
  users: () => '/api/users',
  user: (id: string) => `/api/users/${encodeURIComponent(id)}`,
  resetUser: (id: string) => `/api/users/${encodeURIComponent(id)}/reset`,
  accessLink: (id: string) => `/api/access-links/${encodeURIComponent(id)}`,
  join: () => '/api/join',
  joinLook: () => '/api/join/look',
  sessions: () => '/api/sessions',
  ownSession: (id: string) => `/api/sessions/${encodeURIComponent(id)}`,
  evidence: () => '/api/evidence',
  shareLinks: (query: { arn?: string } = {}) => withQuery('/api/share-links', query),
  shareLink: (id: string) => `/api/share-links/${encodeURIComponent(id)}`,
  sharedView: () => '/api/shared-view',
  /** Its token must stand in the address: an image is asked for without headers of ours. It opens nothing else. */
  badge: (token: string) => withQuery('/api/badge', { token }),
  tokens: () => '/api/tokens',
  token: (id: string) => `/api/tokens/${encodeURIComponent(id)}`,
  notifications: () => '/api/notifications',
  notificationTest: () => '/api/notifications/test',
  metrics: () => '/metrics',
  stream: () => '/api/stream',
  openapi: () => '/api/openapi.json',
  auth: (path: string) => `/api/auth/${path}`,
  health: (probe: 'live' | 'ready' | 'watch') => `/api/health/${probe}`,
} as const;
