import { importPiecesSchema, importReferenceSchema } from '@/lib/domain/event-import.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { importPieces } from '@/lib/server/imports/import-pieces.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(
    { access: 'history.extend', params: importReferenceSchema, body: importPiecesSchema },
    async ({ context, params, body }) => ({ json: await importPieces(context, { ...params, ...body }) }),
  ),
});
