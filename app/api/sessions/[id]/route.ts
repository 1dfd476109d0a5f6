import { sessionReferenceSchema } from '@/lib/domain/user.ts';
import { endOwnSessions } from '@/lib/server/access/own-sessions.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: route({ access: 'signed-in', params: sessionReferenceSchema }, async ({ context, params }) => {
    standing().sessions.forget(await endOwnSessions(context, params));
    return undefined;
  }),
});
