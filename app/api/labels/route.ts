import { importLabelsSchema } from '@/lib/domain/label.ts';
import { importLabels } from '@/lib/server/entities/import-labels.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'entities.label', body: importLabelsSchema }, async ({ context, body }) => ({
    json: await importLabels(context, body),
  })),
});
