import { queryOptions } from '@tanstack/react-query';
import { api } from '../domain/paths.ts';
import { sessionSchema } from '../domain/session.ts';
import { fetchJson } from './fetch-json.ts';

/** Who is asking. Answers for everybody, signed in or not. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => fetchJson(sessionSchema, api.session(), { signal, signIn: false }),
    staleTime: 60_000,
  });
