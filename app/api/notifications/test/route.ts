import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { testWebhook } from '@/lib/server/notify/test-webhook.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'notifications.manage' }, async ({ context }) => {
    const { sessions, config } = standing();
    return { json: await testWebhook(context, sessions.baseUrl, config.webhookPrivate) };
  }),
});
