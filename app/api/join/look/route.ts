import { lookAtLinkSchema } from '@/lib/domain/user.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

/** Whom a link is for. By POST: a token in an address would be in logs. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'anyone', body: lookAtLinkSchema }, async ({ context, body }) => ({
    json: await standing().sessions.lookAtLink(context, body.token),
  })),
});
