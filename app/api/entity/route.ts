import { entityQuerySchema } from '@/lib/domain/entity.ts';
import { answerEntity } from '@/lib/server/entities/answer-entity.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: entityQuerySchema }, ({ context, query }) =>
    answerEntity(context, query),
  ),
});
