import { findingListQuerySchema as arnQuerySchema } from '@/lib/domain/finding.ts';
import { getRawEntity } from '@/lib/server/entities/get-raw-entity.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: arnQuerySchema }, async ({ context, query }) => ({
    json: await getRawEntity(context, query),
  })),
});
