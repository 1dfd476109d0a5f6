import { actReferenceSchema, approveActSchema } from '@/lib/domain/act.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { approveAct } from '@/lib/server/triage/approve-act.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(
    { access: 'acts.start', params: actReferenceSchema, body: approveActSchema },
    async ({ context, params, body }) => {
      await approveAct(context, { ...params, ...body });
      return undefined;
    },
  ),
});
