import { actQuerySchema, actReferenceSchema } from '@/lib/domain/act.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { exportAct } from '@/lib/server/triage/export-act.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(
    { access: 'acts.read', params: actReferenceSchema, query: actQuerySchema },
    async ({ context, params, query }) =>
      new Response(await exportAct(context, { ...params, ...query }), {
        headers: {
          'content-type': 'text/csv; charset=utf-8; header=present',
          'content-disposition': `attachment; filename="act-${params.id}.csv"`,
          'cache-control': 'no-store',
        },
      }),
  ),
});
