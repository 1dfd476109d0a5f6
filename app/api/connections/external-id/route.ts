import { offerExternalId } from '@/lib/server/credentials/offer-external-id.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'connections.manage' }, async ({ context }) => ({
    json: await offerExternalId(context),
    status: 201,
  })),
});
