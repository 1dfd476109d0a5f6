import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { api } from '../domain/paths.ts';
import { fetchJson } from './fetch-json.ts';

/** What of the OpenAPI document the page shows. */
const schemaSchema = z.looseObject({ type: z.optional(z.unknown()) });
const contentSchema = z.record(z.string(), z.object({ schema: schemaSchema }));
const operationSchema = z.object({
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: schemaSchema })),
  requestBody: z.optional(z.object({ required: z.boolean(), content: contentSchema })),
  responses: z.record(z.string(), z.object({ description: z.string(), content: z.optional(contentSchema) })),
});
export type DescribedOperation = z.infer<typeof operationSchema>;

const descriptionSchema = z.object({
  info: z.object({ version: z.string(), description: z.string() }),
  servers: z.array(z.object({ url: z.string() })),
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

export const apiDescriptionQuery = () =>
  queryOptions({
    queryKey: ['openapi'],
    queryFn: ({ signal }) => fetchJson(descriptionSchema, api.openapi(), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
