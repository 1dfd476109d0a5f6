import { reasonTemplatesSchema } from '@/lib/domain/guard-rails.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { changeReasonTemplates, getReasonTemplates } from '@/lib/server/triage/reason-templates.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'acts.read' }, async ({ context }) => ({ json: await getReasonTemplates(context) })),
  PUT: route({ access: 'acts.start', body: reasonTemplatesSchema }, async ({ context, body }) => {
    await changeReasonTemplates(context, body);
    return { json: await getReasonTemplates(context) };
  }),
});
