import { diffQuerySchema } from '@/lib/domain/diff.ts';
import { getDiff } from '@/lib/server/entities/get-diff.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: diffQuerySchema }, async ({ context, query }) => ({
    json: await getDiff(context, query),
  })),
});
