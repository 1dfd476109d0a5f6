import { saveViewSchema } from '@/lib/domain/saved-view.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { listViews, saveView } from '@/lib/server/views/saved-views.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'views.own' }, async ({ context }) => ({ json: await listViews(context) })),
  POST: route({ access: 'views.own', body: saveViewSchema }, async ({ context, body }) => ({
    json: await saveView(context, body),
    status: 201,
  })),
});
