/** The orders of the list, apart from `entity.ts`: the page names them before anything, and zod, is loaded. */
export const ENTITY_SORTS = ['worst', 'name', '-name', 'since', '-since', 'region', '-region'] as const;
