import { findingListQuerySchema } from '@/lib/domain/finding.ts';
import { listFindings } from '@/lib/server/findings/list-findings.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: findingListQuerySchema }, async ({ context, query }) => ({
    json: await listFindings(context, query),
  })),
});
