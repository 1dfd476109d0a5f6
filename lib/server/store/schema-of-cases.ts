import 'server-only';
import type { GeneratedAlways } from 'kysely';

/** The triage record of a sender; one that nobody touched has no row. */
export interface CaseTable {
  entity_id: number;
  state: string;
  owner_id: string | null;
  owner_name: string | null;
  aws_case: string | null;
  acknowledged_at: number | null;
  acknowledged_by: string | null;
  snoozed_at: number | null;
  /** Null beside a `snoozed_at`: until something changes, and nothing else. */
  snoozed_until: number | null;
  snoozed_till_change: number;
  snoozed_by: string | null;
  /** Of a sender that was stopped before we watched: `meant-so` or `needs-a-person`. */
  sorted: string | null;
  /** Counts up by one with every change of the row; notes do not move it. */
  version: number;
  opened_at: number;
  updated_at: number;
}

/** One step of a case. Steps are only ever added. */
export interface CaseStepTable {
  id: GeneratedAlways<number>;
  entity_id: number;
  /** Of the case, after this step. */
  version: number;
  at: number;
  kind: string;
  before_value: string | null;
  after_value: string | null;
  /** Markdown of a note; why, where Standing itself reopened the case. */
  note: string | null;
  who_kind: string;
  who_id: string | null;
  who_name: string;
  /** Its row of the audit; null until that is written, which follows at once where the watcher made the step. */
  audit_id: number | null;
}

/** An address of the list or the queue that somebody keeps under a name. */
export interface SavedViewTable {
  id: string;
  name: string;
  page: string;
  /** Of the address, without its `?`. */
  query: string;
  shared: number;
  owner_id: string;
  owner_name: string;
  created_at: number;
}
