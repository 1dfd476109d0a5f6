import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // `no-transform` also keeps Next from compressing it; the other one keeps nginx from gathering it.
  'cache-control': 'private, no-store, no-transform',
  'x-accel-buffering': 'no',
};

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read' }, async ({ context, request }) => {
    const body = await standing().live.open(context, request.headers.get('last-event-id'));
    return new Response(body, { headers: HEADERS });
  }),
});
