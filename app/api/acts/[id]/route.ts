import { actQuerySchema, actReferenceSchema } from '@/lib/domain/act.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { getAct } from '@/lib/server/triage/get-act.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(
    { access: 'acts.read', params: actReferenceSchema, query: actQuerySchema },
    async ({ context, params, query }) => ({ json: await getAct(context, { ...params, ...query }) }),
  ),
});
