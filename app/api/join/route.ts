import { joinSchema } from '@/lib/domain/user.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

/** Uses an invitation or a reset up. Whoever holds the link may. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'anyone', body: joinSchema }, async ({ context, body }) => ({
    json: await standing().sessions.join(context, body),
  })),
});
