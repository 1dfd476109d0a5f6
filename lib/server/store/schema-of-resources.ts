import 'server-only';
import type { GeneratedAlways } from 'kysely';

/** An identity that a sender is known to use. */
export interface EntityResourceTable {
  /** Name of the identity in lower case. */
  resource: string;
  entity_id: number;
  read_at: number;
}

/** A resource that a sender was seen to use: one row for each time it was attached. Marks lie between two whole reads. */
export interface SenderResourceTable {
  id: GeneratedAlways<number>;
  entity_id: number;
  incarnation: number;
  arn: string;
  /** The whole read before, which did not show it; null: there was none. */
  seen_after: number | null;
  first_seen_at: number;
  last_seen_at: number;
  /** The whole read that did not show it any more. */
  gone_at: number | null;
  /** SES's own time of the association. */
  associated_at: number | null;
}

/** A resource of an account and Region, read once for all senders that share it. */
export interface ResourceStateTable {
  connection_id: string;
  arn: string;
  /** Verified for sending, or sending switched on; null: not reported. */
  usable: number | null;
  verification_status: string | null;
  dkim_status: string | null;
  state_read_at: number | null;
  /** JSON reason of the last read that failed; null after one that worked. */
  state_failure: string | null;
  /** JSON array of `[name, id]`: the first page of who uses it. */
  tenants: string | null;
  tenants_more: number;
  tenants_read_at: number | null;
  tenants_failure: string | null;
}

/** When the resources of a sender were last read whole, and why the last try failed. */
export interface ResourceReadTable {
  entity_id: number;
  incarnation: number;
  read_at: number | null;
  /** JSON reason. */
  failure: string | null;
}
