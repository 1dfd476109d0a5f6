import { getOverview } from '@/lib/server/entities/get-overview.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({}, async ({ context }) => ({ json: await getOverview(context, standing()) })),
});
