import type { Health } from '@/lib/domain/health.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

/** 503 when any sweep is older than three intervals. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'anyone' }, () => {
    const healthy = standing().watcher.healthy();
    return { json: { status: healthy ? 'ok' : 'failing' } satisfies Health, status: healthy ? 200 : 503 };
  }),
});
