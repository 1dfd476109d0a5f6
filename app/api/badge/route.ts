import { drawBadge } from '@/lib/domain/draw-badge.ts';
import { badgeQuerySchema } from '@/lib/domain/share-link.ts';
import { hasCode } from '@/lib/server/errors.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { getBadge } from '@/lib/server/sharing/get-badge.ts';
import { standing } from '@/lib/server/standing.ts';

const SVG = 'image/svg+xml; charset=utf-8';
const ENDED = drawBadge({ name: null, state: 'invalid', sendingStatusAggregate: null, readAt: null });

/** A status badge to embed elsewhere. A page that embeds one shows a picture also where the badge has ended. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'anyone', query: badgeQuerySchema }, async ({ context, query, request }) => {
    try {
      const svg = await getBadge(context, standing().sharing, query);
      return new Response(svg, { headers: { 'content-type': SVG, 'cache-control': 'public, max-age=60' } });
    } catch (error) {
      const wantsPicture = request.headers.get('accept')?.includes('image/') === true;
      if (!wantsPicture || !hasCode(error, 'invalid-link')) throw error;
      return new Response(ENDED, { status: 403, headers: { 'content-type': SVG, 'cache-control': 'no-store' } });
    }
  }),
});
