import { endOwnSessions, listOwnSessions } from '@/lib/server/access/own-sessions.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

/** One's own sessions; DELETE ends all but the one that asks. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'signed-in' }, async ({ context }) => ({ json: await listOwnSessions(context) })),
  DELETE: route({ access: 'signed-in' }, async ({ context }) => {
    standing().sessions.forget(await endOwnSessions(context, 'others'));
    return undefined;
  }),
});
