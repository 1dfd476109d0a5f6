import { changeExportQuerySchema } from '@/lib/domain/change-export.ts';
import { exportChanges } from '@/lib/server/history/export-changes.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

const TYPES = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
} as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: changeExportQuerySchema }, async ({ context, query }) => {
    const day = new Date(context.clock.now()).toISOString().slice(0, 10);
    return new Response(await exportChanges(context, query), {
      headers: {
        'content-type': TYPES[query.format],
        'content-disposition': `attachment; filename="history-${day}.${query.format}"`,
        'cache-control': 'no-store',
      },
    });
  }),
});
