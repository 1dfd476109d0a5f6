import { beginImportSchema } from '@/lib/domain/event-import.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { beginImport } from '@/lib/server/imports/begin-import.ts';
import { listImports } from '@/lib/server/imports/list-imports.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'history.extend' }, async ({ context }) => ({ json: await listImports(context) })),
  POST: route({ access: 'history.extend', body: beginImportSchema }, async ({ context, body }) => ({
    json: await beginImport(context, body),
    status: 201,
  })),
});
