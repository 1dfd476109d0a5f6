import { caseQuerySchema } from '@/lib/domain/triage-case.ts';
import { getCase } from '@/lib/server/cases/get-case.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'cases.read', query: caseQuerySchema }, async ({ context, query }) => ({
    json: await getCase(context, query),
  })),
});
