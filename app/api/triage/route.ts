import { triageQuerySchema } from '@/lib/domain/triage-queue.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { answerQueue } from '@/lib/server/queue/answer-queue.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: triageQuerySchema }, ({ context, query }) =>
    answerQueue(context, query),
  ),
});
