import * as z from 'zod/mini';
import { isoTimeSchema } from './wire.ts';

/** `waiting`: for its first or its next attempt. `given-up`: the last attempt of all failed. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'given-up'] as const;

export const deliverySchema = z.object({
  /** The `webhook-id` that the receiver sees with every attempt: the same message, the same id. */
  id: z.string(),
  kind: z.enum(['senders', 'test']),
  /** What it says, in a sentence. */
  summary: z.string(),
  at: isoTimeSchema,
  state: z.enum(DELIVERY_STATES),
  attempts: z.number(),
  /** Of the newest attempt: the status answered, or what went wrong. */
  lastResult: z.nullable(z.string()),
  lastAttemptAt: z.nullable(isoTimeSchema),
  nextAttemptAt: z.nullable(isoTimeSchema),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** `GET /api/notifications`. */
export const notificationsSchema = z.object({
  webhook: z.nullable(
    z.object({
      /** Where it goes, without what may be secret in the address. */
      origin: z.string(),
      since: isoTimeSchema,
      by: z.string(),
    }),
  ),
  /** Whether addresses of private networks and plain HTTP are taken (STANDING_WEBHOOK_PRIVATE). */
  privateAllowed: z.boolean(),
  /** Newest first. */
  deliveries: z.array(deliverySchema),
});
export type Notifications = z.infer<typeof notificationsSchema>;

/** `PUT /api/notifications`. The secret is made by Standing and answered once; it stays while only the address changes. */
export const setWebhookSchema = z.object({
  url: z.string().check(
    z.trim(),
    z.maxLength(2000, 'takes an address of at most 2000 characters'),
    z.refine(
      (text) => /^https?:\/\/[^\s/?#]/.test(text) && URL.canParse(text),
      'takes an address such as https://hooks.example.com/standing',
    ),
    z.refine(
      (text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''),
      'takes an address without a name and password in it',
    ),
  ),
  newSecret: z.optional(z.boolean()),
});
export type SetWebhook = z.infer<typeof setWebhookSchema>;

/** Answered to `PUT`; `secret` is null where it is the one from before. */
export const webhookSetSchema = z.object({ secret: z.nullable(z.string()) });
export type WebhookSet = z.infer<typeof webhookSetSchema>;
