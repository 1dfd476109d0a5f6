import type { Health } from '@/lib/domain/health.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

/** The process answers. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'anyone' }, () => ({ json: { status: 'ok' } satisfies Health })),
});
