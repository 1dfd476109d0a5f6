import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { getSharedView } from '@/lib/server/sharing/get-shared-view.ts';

/** What a share link opens. The link is in the `Authorization` header: a token in an address would be in logs. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'anyone' }, async ({ context }) => ({
    json: await getSharedView(context),
    headers: { 'cache-control': 'no-store' },
  })),
});
