import { entityListQuerySchema } from '@/lib/domain/entity.ts';
import { answerEntityList } from '@/lib/server/entities/answer-entity-list.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: entityListQuerySchema }, ({ context, query }) =>
    answerEntityList(context, query),
  ),
});
