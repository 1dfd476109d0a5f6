import * as z from 'zod/mini';

/** The pages whose address can be kept under a name. */
export const VIEW_PAGES = ['/entities', '/triage'] as const;
export type ViewPage = (typeof VIEW_PAGES)[number];

export const savedViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  page: z.enum(VIEW_PAGES),
  /** Of the address, without its `?`. */
  query: z.string(),
  shared: z.boolean(),
  /** Who keeps it; whoever asks, or somebody who shared it. */
  by: z.string(),
  own: z.boolean(),
});
export type SavedView = z.infer<typeof savedViewSchema>;

/** `GET /api/views`: one's own, and those that others shared. */
export const savedViewListSchema = z.object({ items: z.array(savedViewSchema) });

/** `POST /api/views`; the same name of the same person replaces what it was. */
export const saveViewSchema = z.object({
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'takes a name'),
      z.maxLength(60, 'takes at most 60 characters'),
      z.regex(/^\P{Cc}*$/u, 'takes no control characters'),
    ),
  page: z.enum(VIEW_PAGES, `takes ${VIEW_PAGES.join(' or ')}`),
  query: z.string().check(z.maxLength(2000), z.regex(/^[\x21-\x7E]*$/, 'takes the query of an address of this site')),
  shared: z.boolean(),
});
export type SaveView = z.infer<typeof saveViewSchema>;

export const savedViewReferenceSchema = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,100}$/, 'takes the id of a view')),
});
