import { overviewQuerySchema } from '@/lib/domain/overview.ts';
import { answerOverview } from '@/lib/server/entities/answer-overview.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: overviewQuerySchema }, ({ context, query }) =>
    answerOverview(context, standing(), query),
  ),
});
