import { actListQuerySchema, startActSchema } from '@/lib/domain/act.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { listActs } from '@/lib/server/triage/list-acts.ts';
import { startAct } from '@/lib/server/triage/start-act.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'acts.read', query: actListQuerySchema }, async ({ context, query }) => ({
    json: await listActs(context, query),
  })),
  POST: route({ access: 'acts.start', body: startActSchema }, async ({ context, body }) => ({
    json: await startAct(context, body),
    status: 202,
  })),
});
