import { changeListQuerySchema } from '@/lib/domain/change.ts';
import { listChanges } from '@/lib/server/history/list-changes.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: changeListQuerySchema }, async ({ context, query }) => ({
    json: await listChanges(context, query),
  })),
});
