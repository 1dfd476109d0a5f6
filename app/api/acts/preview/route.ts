import { previewActSchema } from '@/lib/domain/act.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { previewAct } from '@/lib/server/triage/preview-act.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'acts.start', body: previewActSchema }, async ({ context, body }) => ({
    json: await previewAct(context, body),
  })),
});
