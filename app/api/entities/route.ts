import { entityListQuerySchema } from '@/lib/domain/entity.ts';
import { listEntities } from '@/lib/server/entities/list-entities.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ query: entityListQuerySchema }, async ({ context, query }) => ({
    json: await listEntities(context, query),
  })),
});
