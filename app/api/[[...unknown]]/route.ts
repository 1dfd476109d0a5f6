import { StandingError } from '@/lib/server/errors.ts';
import { route } from '@/lib/server/http/route.ts';

/** Every address under /api that no route serves: problem+json instead of a page. */
const unknown = route({ access: 'anyone' }, () => {
  throw new StandingError('not-found', 'There is nothing at this address. GET /api/openapi.json lists what there is.');
});

export const GET = unknown;
export const HEAD = unknown;
export const POST = unknown;
export const PUT = unknown;
export const PATCH = unknown;
export const DELETE = unknown;
export const OPTIONS = unknown;
