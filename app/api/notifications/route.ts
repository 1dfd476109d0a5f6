import { setWebhookSchema } from '@/lib/domain/notification.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { listNotifications } from '@/lib/server/notify/list-notifications.ts';
import { removeWebhook } from '@/lib/server/notify/remove-webhook.ts';
import { setWebhook } from '@/lib/server/notify/set-webhook.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'notifications.manage' }, async ({ context }) => ({
    json: await listNotifications(context, standing().config.webhookPrivate),
  })),
  PUT: route({ access: 'notifications.manage', body: setWebhookSchema }, async ({ context, body }) => ({
    json: await setWebhook(context, body, standing().config.webhookPrivate),
  })),
  DELETE: route({ access: 'notifications.manage' }, async ({ context }) => {
    await removeWebhook(context);
    return undefined;
  }),
});
