import { entityListQuerySchema } from '@/lib/domain/entity.ts';
import { exportEntities } from '@/lib/server/entities/export-entities.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: entityListQuerySchema }, async ({ context, query }) => {
    const day = new Date(context.clock.now()).toISOString().slice(0, 10);
    return new Response(await exportEntities(context, query), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="senders-${day}.csv"`,
        'cache-control': 'no-store',
      },
    });
  }),
});
