import { savedViewReferenceSchema } from '@/lib/domain/saved-view.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { removeView } from '@/lib/server/views/saved-views.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: route({ access: 'views.own', params: savedViewReferenceSchema }, async ({ context, params }) => {
    await removeView(context, params.id);
    return undefined;
  }),
});
