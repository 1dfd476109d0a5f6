import { shareLinkReferenceSchema } from '@/lib/domain/share-link.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { revokeShareLink } from '@/lib/server/sharing/revoke-share-link.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: route({ access: 'links.manage', params: shareLinkReferenceSchema }, async ({ context, params }) => {
    await revokeShareLink(context, params.id);
    return undefined;
  }),
});
