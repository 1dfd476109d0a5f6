import 'server-only';
import type { Context, Principal } from '../context.ts';
import { appendAudit, type NewAuditRow } from '../audit/append-audit.ts';
import type { AuditTable } from '../store/schema.ts';
import type { WriteTransaction } from '../store/store.ts';

export interface AuditEntry {
  /** `intent` and `outcome` around an effect outside the database; `act` where both are one transaction. */
  kind: 'act' | 'intent' | 'outcome';
  /** Object and verb, such as `connection.add`. */
  action: string;
  /** What it was done to: an ARN, a connection id, an e-mail address. */
  target: string | null;
  /** Values as people read them; never a secret. */
  before?: string | null;
  after?: string | null;
  reason?: string | null;
}

/** What an audit row takes from the context of its act. */
export type AuditContext = Pick<Context, 'principal' | 'clock' | 'auditKeys' | 'requestId' | 'clientAddress'>;

/**
 * Writes the audit row of an act, in the act's own transaction: an act whose row cannot be written does not happen.
 * @returns the row's id, which an `outcome` may cite.
 */
export async function recordAudit(
  transaction: WriteTransaction,
  context: AuditContext,
  entry: AuditEntry,
): Promise<number> {
  const [id] = await recordAudits(transaction, context, [entry]);
  return id ?? 0;
}

/** The same for several rows of one act, in one statement. @returns their ids, in order. */
export async function recordAudits(
  transaction: WriteTransaction,
  context: AuditContext,
  entries: readonly AuditEntry[],
): Promise<number[]> {
  const at = context.clock.now();
  const rows = entries.map((entry): NewAuditRow => ({
    at,
    kind: entry.kind,
    ...actorOf(context.principal),
    action: entry.action,
    target: entry.target,
    before_value: entry.before ?? null,
    after_value: entry.after ?? null,
    reason: entry.reason ?? null,
    request_id: context.requestId,
    client_address: context.clientAddress,
  }));
  return await appendAudit(transaction, context.auditKeys, rows);
}

/** The name shown for a principal in history and audit. */
export function actorOf(principal: Principal): Pick<AuditTable, 'principal_kind' | 'principal_id' | 'principal_name'> {
  switch (principal.kind) {
    case 'user':
      return { principal_kind: 'user', principal_id: principal.id, principal_name: principal.email };
    case 'token': {
      const { id, name, email } = principal;
      return { principal_kind: 'token', principal_id: id, principal_name: `${email} by the token "${name}"` };
    }
    case 'share-link':
      return { principal_kind: 'share-link', principal_id: principal.id, principal_name: 'A share link' };
    case 'demo':
      return { principal_kind: 'demo', principal_id: null, principal_name: 'Demo visitor' };
    case 'watcher':
      return { principal_kind: 'watcher', principal_id: null, principal_name: 'Standing' };
    case 'command-line':
      return { principal_kind: 'command-line', principal_id: null, principal_name: 'Command line' };
    case 'anonymous':
      return { principal_kind: 'anonymous', principal_id: null, principal_name: 'Not signed in' };
  }
}
