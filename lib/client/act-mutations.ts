import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type { StartAct } from '../domain/act.ts';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';

const actSchema = () => import('../domain/act.ts').then((module) => module.actSchema);
const startedSchema = () => import('zod/mini').then((z) => z.object({ id: z.string() }));

/** What a page sends; ARNs are plain text here and parsed by the server. */
export type ActRequest = Omit<StartAct, 'arns'> & { arns: string[] };

export const startAct = () =>
  mutationOptions({
    mutationKey: ['acts'],
    mutationFn: (request: ActRequest) => fetchJson(startedSchema, api.acts(), { method: 'POST', json: request }),
  });

/** One act and how each of its items ended; asked every second until it is finished. */
export const actQuery = (id: string) =>
  queryOptions({
    queryKey: ['act', id],
    queryFn: ({ signal }) => fetchJson(actSchema, api.act(id), { signal }),
    refetchInterval: (query) => (query.state.data?.finishedAt ? false : 1_000),
  });

/** After an act everything about its entities may have moved. */
export async function forgetAfterAct(client: QueryClient, arn: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['entity', arn] }),
    client.invalidateQueries({ queryKey: ['findings', arn] }),
    client.invalidateQueries({ queryKey: ['changes'] }),
    client.invalidateQueries({ queryKey: ['entities'] }),
    client.invalidateQueries({ queryKey: ['overview'] }),
  ]);
}
