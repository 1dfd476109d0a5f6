import { resourcesQuerySchema } from '@/lib/domain/resources.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { getResources } from '@/lib/server/resources/get-resources.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: resourcesQuerySchema }, async ({ context, query }) => ({
    json: await getResources(context, query),
  })),
});
