import { startActSchema } from '@/lib/domain/act.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { startAct } from '@/lib/server/triage/start-act.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'acts.start', body: startActSchema }, async ({ context, body }) => ({
    json: await startAct(context, body),
    status: 202,
  })),
});
