import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  // The way back from an identity provider.
  GET: route({ access: 'anyone' }, ({ request, context }) => standing().sessions.handle(request, context)),
  POST: route({ access: 'anyone' }, ({ request, context }) => standing().sessions.handle(request, context)),
});
