import 'server-only';
import type { AuditExportQuery, AuditRow } from '../../domain/audit.ts';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { csvLine } from '../entities/write-csv.ts';
import { listAudit as pageOfAudit } from '../store/list-audit.ts';
import { describeAuditRow } from './describe-audit-row.ts';
import { auditFilterOf } from './list-audit.ts';

const ROWS_AT_ONCE = 500;

const COLUMNS: Record<string, (row: AuditRow) => string | null> = {
  id: (row) => row.id,
  at: (row) => row.at,
  kind: (row) => row.kind,
  who: (row) => row.who.name,
  whoKind: (row) => row.who.kind,
  whoId: (row) => row.who.id,
  action: (row) => row.action,
  target: (row) => row.target,
  before: (row) => row.before,
  after: (row) => row.after,
  reason: (row) => row.reason,
  requestId: (row) => row.requestId,
  clientAddress: (row) => row.clientAddress,
};

const FORMATS = {
  csv: {
    head: csvLine(Object.keys(COLUMNS)),
    line: (row: AuditRow) => csvLine(Object.values(COLUMNS).map((column) => column(row))),
  },
  ndjson: { head: '', line: (row: AuditRow) => `${JSON.stringify(row)}\n` },
} as const;

/**
 * Everything that matches, newest first, as CSV or as a JSON object a line, page by page as fast as it is taken. That it
 * was taken is itself written down first.
 */
export async function exportAudit(context: Context, query: AuditExportQuery): Promise<ReadableStream<Uint8Array>> {
  authorise(context, 'audit.read');
  const format = query.format ?? 'csv';
  await context.store.write((transaction) =>
    recordAudit(transaction, context, { kind: 'act', action: 'audit.export', target: null, after: format }),
  );
  const filter = auditFilterOf(query);
  const read = (cursor?: string) => pageOfAudit(context.store, filter, { cursor, limit: ROWS_AT_ONCE });
  const encoder = new TextEncoder();
  let page = await read();
  let head: string = FORMATS[format].head;
  return new ReadableStream({
    async pull(controller) {
      const lines = page.rows.map((row) => FORMATS[format].line(describeAuditRow(row)));
      controller.enqueue(encoder.encode(head + lines.join('')));
      head = '';
      if (page.nextCursor === null) controller.close();
      else page = await read(page.nextCursor);
    },
  });
}
