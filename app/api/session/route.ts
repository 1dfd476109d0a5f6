import { getSession } from '@/lib/server/access/get-session.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'anyone' }, async ({ context }) => ({
    json: await getSession(context, standing().sessions),
  })),
});
