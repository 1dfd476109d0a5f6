import { caseListQuerySchema, changeCasesSchema } from '@/lib/domain/triage-case.ts';
import { changeCases } from '@/lib/server/cases/change-cases.ts';
import { listCases } from '@/lib/server/cases/list-cases.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'cases.read', query: caseListQuerySchema }, async ({ context, query }) => ({
    json: await listCases(context, query),
  })),
  POST: route({ access: 'cases.write', body: changeCasesSchema }, async ({ context, body }) => ({
    json: await changeCases(context, body),
  })),
});
