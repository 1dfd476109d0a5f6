import { resourceSearchQuerySchema } from '@/lib/domain/resource-search.ts';
import { findByResource } from '@/lib/server/entities/find-by-resource.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: resourceSearchQuerySchema }, async ({ context, query }) => ({
    json: await findByResource(context, query),
  })),
});
