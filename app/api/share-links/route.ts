import { createShareLinkSchema, shareLinkListQuerySchema } from '@/lib/domain/share-link.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { createShareLink } from '@/lib/server/sharing/create-share-link.ts';
import { listShareLinks } from '@/lib/server/sharing/list-share-links.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'links.manage', query: shareLinkListQuerySchema }, async ({ context, query }) => ({
    json: await listShareLinks(context, query),
  })),
  POST: route({ access: 'links.manage', body: createShareLinkSchema }, async ({ context, body }) => {
    const { sharing, sessions } = standing();
    const maker = { signer: sharing.signer, baseUrl: sessions.baseUrl };
    return { json: await createShareLink(context, maker, body), status: 201 };
  }),
});
