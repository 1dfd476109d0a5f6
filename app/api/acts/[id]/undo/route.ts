import { actReferenceSchema, undoActSchema } from '@/lib/domain/act.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { parseBody } from '@/lib/server/http/parse-request.ts';
import { undoAct } from '@/lib/server/triage/undo-act.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'acts.start', params: actReferenceSchema }, async ({ context, params, request }) => {
    // The body is optional: without one the undo names the act it undoes as its reason.
    const body = request.headers.has('content-type') ? await parseBody(undoActSchema, request) : {};
    return { json: await undoAct(context, { ...params, ...body }), status: 202 };
  }),
});
