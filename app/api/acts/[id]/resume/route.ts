import { actReferenceSchema } from '@/lib/domain/act.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { resumeAct } from '@/lib/server/triage/resume-act.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'acts.start', params: actReferenceSchema }, async ({ context, params }) => {
    await resumeAct(context, params);
    return undefined;
  }),
});
