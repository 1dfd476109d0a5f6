import { entityQuerySchema } from '@/lib/domain/entity.ts';
import { getEntity } from '@/lib/server/entities/get-entity.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ query: entityQuerySchema }, async ({ context, query }) => ({ json: await getEntity(context, query) })),
});
