import { setUpSchema } from '@/lib/domain/session.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'anyone', body: setUpSchema }, async ({ context, body }) => {
    await standing().sessions.setUp(context, body);
    return undefined;
  }),
});
