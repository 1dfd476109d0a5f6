import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import type { SetWebhook } from '../domain/notification.ts';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';
import { pollMs } from './live-state.ts';
import { POLL_FLEET_MS } from './query-client.ts';

const notificationModule = () => import('../domain/notification.ts');

/** Where messages go, and how the newest fared. */
export const notificationsQuery = () =>
  queryOptions({
    queryKey: ['notifications'],
    queryFn: ({ signal }) =>
      fetchJson(() => notificationModule().then((module) => module.notificationsSchema), api.notifications(), {
        signal,
      }),
    refetchInterval: () => pollMs(POLL_FLEET_MS),
  });

const refresh = (client: QueryClient) => () => client.invalidateQueries({ queryKey: ['notifications'] });

export const setWebhookMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: SetWebhook) =>
      fetchJson(() => notificationModule().then((module) => module.webhookSetSchema), api.notifications(), {
        method: 'PUT',
        json: input,
      }),
    // The address and the secret must not stay in the cache of mutations.
    gcTime: 0,
    onSuccess: refresh(client),
  });

export const removeWebhookMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: () => fetchJson(z.null(), api.notifications(), { method: 'DELETE' }),
    onSuccess: refresh(client),
  });

export const testWebhookMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: () =>
      fetchJson(() => notificationModule().then((module) => module.deliverySchema), api.notificationTest(), {
        method: 'POST',
      }),
    onSettled: refresh(client),
  });
