import { queryOptions } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';

const sessionSchema = () => import('../domain/session.ts').then((module) => module.sessionSchema);

/** Who is asking. Answers for everybody, signed in or not. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => fetchJson(sessionSchema, api.session(), { signal, signIn: false }),
    staleTime: 60_000,
  });
