import { handOverQuerySchema } from '@/lib/domain/hand-over.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { getHandOver } from '@/lib/server/queue/get-hand-over.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'acts.read', query: handOverQuerySchema }, async ({ context, query }) => ({
    json: await getHandOver(context, query),
  })),
});
