import 'server-only';
import type { ImportTable, KeptEventTable } from './schema-of-imports.ts';
import type { GeneratedAlways } from 'kysely';
import type {
  EntityResourceTable,
  ResourceReadTable,
  ResourceStateTable,
  SenderResourceTable,
} from './schema-of-resources.ts';
import type { ActItemTable, ActTable } from './schema-of-acts.ts';
import type { CaseStepTable, CaseTable, SavedViewTable } from './schema-of-cases.ts';

/**
 * Our tables, the same on SQLite and PostgreSQL. Times are integer epoch milliseconds, JSON is text, ids of resources are
 * text. Entities and changes carry an integer key as well: a history of millions of rows must not repeat an 80-character
 * ARN in each (see docs/decisions).
 */
export interface StandingDatabase {
  connections: ConnectionTable;
  entities: EntityTable;
  entity_resources: EntityResourceTable;
  sender_resources: SenderResourceTable;
  resource_states: ResourceStateTable;
  resource_reads: ResourceReadTable;
  changes: ChangeTable;
  kept_events: KeptEventTable;
  imports: ImportTable;
  standing_states: StandingStateTable;
  standing_steps: StandingStepTable;
  findings: FindingTable;
  coverage_gaps: CoverageGapTable;
  sweeps: SweepTable;
  sweep_pages: SweepPageTable;
  acts: ActTable;
  act_items: ActItemTable;
  audit: AuditTable;
  settings: SettingTable;
  access_links: AccessLinkTable;
  attempt_counts: AttemptCountTable;
  known_places: KnownPlaceTable;
  api_tokens: ApiTokenTable;
  live_events: LiveEventTable;
  share_links: ShareLinkTable;
  share_link_reads: ShareLinkReadTable;
  cases: CaseTable;
  case_steps: CaseStepTable;
  webhooks: WebhookTable;
  webhook_messages: WebhookMessageTable;
  saved_views: SavedViewTable;
}

export interface ConnectionTable {
  id: string;
  source: string;
  label: string;
  /** Pinned by the first answer; null until then. */
  partition: string | null;
  account: string | null;
  region: string;
  /** Compact JWE of the credential, bound to this row; null where it is not keys. */
  sealed: string | null;
  /** Connections of one credential share it and are rotated together; each seals its own copy. */
  credential_id: string | null;
  /** Name of a profile in the AWS files of the server. */
  profile: string | null;
  /** A role to assume with the source, and the ExternalId it demands; not secret. */
  role_arn: string | null;
  external_id: string | null;
  /** JSON: which tags are labels; null: tags are not read. */
  tag_keys: string | null;
  access_key_hint: string | null;
  state: string;
  reason: string | null;
  read_at: number | null;
  unread_since: number | null;
  /** JSON: IAM actions refused, probed page sizes, GetAccount's answer (reshaped) and when it was read. */
  facts: string;
  paused: number;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
}

export interface EntityTable {
  id: GeneratedAlways<number>;
  connection_id: string;
  arn: string;
  incarnation: number;
  partition: string;
  region: string;
  account: string;
  name: string;
  tenant_id: string | null;
  /** Creation time SES gives for the tenant, where we have read it. */
  tenant_created_at: number | null;
  aggregate: string | null;
  /** 0: the record was absent from the answer. */
  customer_present: number;
  customer_status: string | null;
  customer_cause: string | null;
  customer_updated_at: number | null;
  aws_present: number;
  aws_status: string | null;
  aws_cause: string | null;
  aws_updated_at: number | null;
  impact: string | null;
  policy: string | null;
  standing: string;
  severity: number;
  /** Start of the present run of `aggregate`, as far as we know it. */
  since_at: number;
  since_at_least: number;
  first_seen_at: number;
  /** The read that produced this state began and ended at. */
  read_began_at: number;
  read_at: number;
  source: string;
  /** Answers dropped for their age since the last applied one, and the state they repeat (hash). */
  dropped_count: number;
  dropped_state: string | null;
  deleted_at: number | null;
  /** What operators call it; `label_source` is `csv` or `tags`. */
  label_name: string | null;
  label_customer: string | null;
  label_contact: string | null;
  label_link: string | null;
  label_source: string | null;
  tags_read_at: number | null;
  /** Standing's own mark: no act while it is set. */
  protected_at: number | null;
  protected_by: string | null;
  protected_reason: string | null;
  /** Sort keys of the list, computed by the database: the name in lower case (ASCII), and minus the severity. */
  name_key: GeneratedAlways<string>;
  worst_key: GeneratedAlways<number>;
}

export interface ChangeTable {
  id: GeneratedAlways<number>;
  entity_id: number;
  incarnation: number;
  track: string;
  kind: string;
  old_value: string | null;
  old_cause: string | null;
  old_updated_at: number | null;
  new_value: string | null;
  new_cause: string | null;
  new_updated_at: number | null;
  aws_time: number | null;
  /** Its place in the history: when we saw it; of a report, AWS's own time of it. */
  seen_at: number;
  seen_after: number | null;
  source: string;
  origin: string;
  /** JSON array of sentences; null when empty. */
  evidence: string | null;
  act_id: string | null;
  impact: string | null;
  /** Comma-separated marks; null when none. */
  marks: string | null;
  /** Of a report (an event of AWS's): when it reached us. Null: we read it in SES ourselves. See lib/domain/fold-known.ts. */
  reported_at: number | null;
}

/** Every combination of words that an entity ever stood at; some dozens. */
export interface StandingStateTable {
  id: GeneratedAlways<number>;
  /** JSON of the words: null is a value here. */
  key: string;
  aggregate: string | null;
  customer: string | null;
  aws: string | null;
  impact: string | null;
  policy: string | null;
  deleted: number;
  standing: string;
  severity: number;
}

/**
 * How an entity stood from `at` on until its next step: the fold of its changes (fold-standing.ts), written with them.
 * `late` 0: as we learned it, `at` is when; 1: as an import told it afterwards, `at` is when it was so.
 */
export interface StandingStepTable {
  entity_id: number;
  late: number;
  at: number;
  state_id: number;
  incarnation: number;
  /** Start of the run of the aggregate; null: `at`. */
  since_at: number | null;
  since_at_least: number;
  /** Changes: what began that run, and where the two records stand. */
  run_id: number | null;
  customer_id: number | null;
  aws_id: number | null;
}

export interface FindingTable {
  id: GeneratedAlways<number>;
  /** Null while the entity itself has not been read yet. */
  entity_id: number | null;
  connection_id: string;
  arn: string;
  type: string | null;
  impact: string | null;
  description: string | null;
  status: string | null;
  created_at: number | null;
  last_updated_at: number | null;
  first_seen_at: number;
  last_seen_at: number;
}

export interface CoverageGapTable {
  id: GeneratedAlways<number>;
  connection_id: string;
  from_at: number;
  to_at: number | null;
  reason: string;
  detail: string | null;
}

export interface SweepTable {
  id: string;
  connection_id: string;
  lane: string;
  started_at: number;
  finished_at: number | null;
  page_token: string | null;
  pages: number;
  entities: number;
  suspect: number;
}

/** Which entities a page of a running sweep held: lets a sweep resume after a crash and still tell who was missing. */
export interface SweepPageTable {
  sweep_id: string;
  page: number;
  /** JSON array of entity ids. */
  entity_ids: string;
}

export interface AuditTable {
  /** Counts up by one from row to row; given by the appender (lib/server/audit), never by the database. */
  id: number;
  at: number;
  /** `intent` before an effect outside the database, `outcome` after it, `act` where both are one transaction. */
  kind: string;
  principal_kind: string;
  principal_id: string | null;
  principal_name: string;
  action: string;
  target: string | null;
  before_value: string | null;
  after_value: string | null;
  reason: string | null;
  request_id: string | null;
  client_address: string | null;
  /** The key of `mac`, and the code of this row over the one before it; null in rows from before there was a chain. */
  kid: string | null;
  mac: string | null;
}

export interface SettingTable {
  key: string;
  value: string;
}

/** A one-time link: an invitation, or a reset of somebody's password. */
export interface AccessLinkTable {
  id: string;
  kind: string;
  token_hash: string;
  /** Of a reset. */
  user_id: string | null;
  email: string;
  /** Of an invitation. */
  role: string | null;
  /** JSON array; null: all connections. */
  connection_ids: string | null;
  created_by: string;
  created_at: number;
  expires_at: number;
  /** Used or withdrawn. */
  ended_at: number | null;
}

/** Attempts at signing in within a window that ends at `ends_at`; the key is a hash of what is counted. */
export interface AttemptCountTable {
  key: string;
  count: number;
  ends_at: number;
}

/** From which network prefix somebody has signed in before; the key is a hash of both. */
export interface KnownPlaceTable {
  key: string;
  seen_at: number;
}

/** An API token: its hash, what it may at most, and when it ends. The token itself is nowhere. */
export interface ApiTokenTable {
  id: string;
  token_hash: string;
  /** The last four characters, to tell tokens apart. */
  hint: string;
  name: string;
  role: string;
  /** JSON array; null: all that its owner may. */
  connection_ids: string | null;
  user_id: string;
  created_by: string;
  created_at: number;
  expires_at: number;
  /** Written at most once a minute. */
  last_used_at: number | null;
  revoked_at: number | null;
}

/** What open pages are told (see announce.ts). */
export interface LiveEventTable {
  id: GeneratedAlways<number>;
  topic: string;
  /** Null: it concerns whoever may hear of the topic. */
  connection_id: string | null;
  /** JSON array; null: too many to name. */
  about: string | null;
  count: number;
}

/** A link by which somebody without an account sees one sender. The token that opens it is nowhere: it is signed. */
export interface ShareLinkTable {
  id: string;
  kind: string;
  entity_id: number;
  note: string | null;
  /** JSON array. */
  sections: string;
  from_at: number | null;
  /** Null: live. */
  to_at: number | null;
  hide_names: number;
  show_maker: number;
  /** The kind of principal that made it; of a person or their token also who. */
  maker_kind: string;
  user_id: string | null;
  token_id: string | null;
  created_by: string;
  created_at: number;
  expires_at: number;
  revoked_at: number | null;
  revoked_by: string | null;
}

/** How often a link was read from one network within an hour (a badge: a day) that began at `bucket_at`. */
export interface ShareLinkReadTable {
  link_id: string;
  network: string;
  bucket_at: number;
  reads: number;
  first_at: number;
  last_at: number;
}

/** Where messages go: one row, or none. */
export interface WebhookTable {
  id: string;
  /** Compact JWE of its address and its secret. */
  sealed: string;
  /** Scheme, host and port of the address. */
  origin: string;
  /** Up to which change the history was told, and when the newest message was made. */
  told_change_id: number;
  told_at: number;
  updated_at: number;
  updated_by: string;
}

/** A message on its way, and the log of those that were. */
export interface WebhookMessageTable {
  id: string;
  kind: string;
  summary: string;
  body: string;
  at: number;
  state: string;
  attempts: number;
  /** Null once it is settled. */
  next_at: number | null;
  last_at: number | null;
  last_result: string | null;
}
