import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';

const reportSchema = () => import('../domain/label.ts').then((module) => module.labelReportSchema);
const changedSchema = () => import('zod/mini').then((z) => z.object({ changed: z.number() }));

export const importLabelsMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (csv: string) => fetchJson(reportSchema, api.labels(), { method: 'POST', json: { csv } }),
    onSuccess: () => client.invalidateQueries(),
  });

/** Sets or takes off the mark that a sender must not be acted on. */
export const protectMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (change: { arns: string[]; protected: boolean; reason?: string }) =>
      fetchJson(changedSchema, api.protection(), { method: 'POST', json: change }),
    onSuccess: () => client.invalidateQueries(),
  });
