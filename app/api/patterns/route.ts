import { patternListQuerySchema } from '@/lib/domain/pattern-list.ts';
import { findPatterns } from '@/lib/server/history/find-patterns.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: patternListQuerySchema }, async ({ context, query }) => ({
    json: await findPatterns(context, query),
  })),
});
