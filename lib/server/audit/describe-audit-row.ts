import 'server-only';
import type { AuditRow } from '../../domain/audit.ts';
import { toIso } from '../../domain/wire.ts';
import type { AuditTable } from '../store/schema.ts';

/** A stored row as the API tells it; the codes of the chain stay inside. */
export function describeAuditRow(row: AuditTable): AuditRow {
  return {
    id: String(row.id),
    at: toIso(row.at),
    kind: row.kind as AuditRow['kind'],
    who: { kind: row.principal_kind, id: row.principal_id, name: row.principal_name },
    action: row.action,
    target: row.target,
    before: row.before_value,
    after: row.after_value,
    reason: row.reason,
    requestId: row.request_id,
    clientAddress: row.client_address,
  };
}
