import { auditExportQuerySchema } from '@/lib/domain/audit.ts';
import { exportAudit } from '@/lib/server/audit/export-audit.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

const TYPES = { csv: 'text/csv; charset=utf-8; header=present', ndjson: 'application/x-ndjson' } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'audit.read', query: auditExportQuerySchema }, async ({ context, query }) => {
    const format = query.format ?? 'csv';
    const day = new Date(context.clock.now()).toISOString().slice(0, 10);
    return new Response(await exportAudit(context, query), {
      headers: {
        'content-type': TYPES[format],
        'content-disposition': `attachment; filename="audit-${day}.${format}"`,
        'cache-control': 'no-store',
      },
    });
  }),
});
