import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { isOpenTo } from '@/lib/server/metrics/is-open-to.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  // The verb asks who it is: on the machine itself it may be nobody in particular.
  GET: route({ access: 'anyone' }, async ({ context }) => {
    const { metrics, config, contextFor } = standing();
    const asked = isOpenTo(context, config) ? contextFor({ kind: 'command-line' }) : context;
    const text = await metrics.collect(asked);
    return new Response(text, { headers: { 'content-type': metrics.type, 'cache-control': 'no-store' } });
  }),
});
