import 'server-only';
import type { Generated } from 'kysely';

export interface ActTable {
  id: string;
  idempotency_key: string;
  act: string;
  policy: string | null;
  reason: string;
  /** Hash of the request, so that a key used again for another request is refused. */
  request_hash: string;
  principal_id: string;
  principal_name: string;
  started_at: number;
  finished_at: number | null;
  /** As in lib/domain/act-names.ts, and why it is so. */
  state: Generated<string>;
  state_reason: string | null;
  /** The act it takes back (`undo`) or tries again (`retry`). */
  parent_id: string | null;
  parent_kind: string | null;
  /** JSON: the filter its senders were found by; null: they were named. */
  filter: string | null;
  /** Until when a second person may approve it, and who did. */
  approval_until: number | null;
  approved_by: string | null;
  approved_at: number | null;
  approval_reason: string | null;
  /** When it last went on after a pause; its rate is told from then on. */
  resumed_at: number | null;
  /** When an act that paused itself goes on by itself; null: a person must resume it. */
  retry_at: number | null;
}

export interface ActItemTable {
  act_id: string;
  position: number;
  entity_id: number;
  arn: string;
  /** JSON `ExpectedState`; null when the caller sent none. */
  expected: string | null;
  before_value: string | null;
  requested_value: string;
  after_value: string | null;
  /** Set when the write to SES is about to leave; an item with it and no outcome is resolved by reading, never by writing. */
  sent_at: number | null;
  outcome: string;
  detail: string | null;
  settled_at: number | null;
  /** SES's time of the record before the write: only a newer one proves that SES wrote it again. */
  before_updated_at: number | null;
  /** The same of the reading it was settled by: undo compares it. */
  after_updated_at: number | null;
  /** When an item that ended as `not-yet` is looked at again; null: never. */
  follow_at: number | null;
}
