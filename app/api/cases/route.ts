import { changeCasesSchema } from '@/lib/domain/triage-case.ts';
import { changeCases } from '@/lib/server/cases/change-cases.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'cases.write', body: changeCasesSchema }, async ({ context, body }) => ({
    json: await changeCases(context, body),
  })),
});
