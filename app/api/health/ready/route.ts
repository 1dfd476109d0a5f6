import { checkReadiness } from '@/lib/server/entities/check-readiness.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

/** 200 while the store answers, also while SES is away. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'anyone' }, async ({ context }) => {
    const health = await checkReadiness(context);
    return { json: health, status: health.status === 'ok' ? 200 : 503 };
  }),
});
