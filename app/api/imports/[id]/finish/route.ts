import { importReferenceSchema } from '@/lib/domain/event-import.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { finishImport } from '@/lib/server/imports/finish-import.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'history.extend', params: importReferenceSchema }, async ({ context, params }) => ({
    json: await finishImport(context, params),
  })),
});
