import { historyQuerySchema } from '@/lib/domain/history.ts';
import { readHistory } from '@/lib/server/history/read-history.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: historyQuerySchema }, async ({ context, query }) => ({
    json: await readHistory(context, query),
  })),
});
