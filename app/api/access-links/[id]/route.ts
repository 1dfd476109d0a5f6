import { accessLinkReferenceSchema } from '@/lib/domain/user.ts';
import { withdrawLink } from '@/lib/server/access/withdraw-link.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: route({ access: 'users.manage', params: accessLinkReferenceSchema }, async ({ context, params }) => {
    await withdrawLink(context, params.id);
    return undefined;
  }),
});
