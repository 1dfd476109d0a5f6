import type * as z from 'zod/mini';
import type { Permission } from './access.ts';

/** One method of one address of the JSON API, as `/api/openapi.json` describes it. */
export interface ApiOperation {
  summary: string;
  /** Who may call it; the same as its route says. `anyone`: also before signing in. `signed-in`: a person's session. */
  access: 'anyone' | 'signed-in' | Permission;
  query?: z.core.$ZodType;
  body?: z.core.$ZodType;
  /** Of the `{…}` in the address. */
  params?: z.core.$ZodType;
  /** 200 unless said. */
  status?: number;
  /** JSON of this shape; a media type for what is not JSON; null: no body. */
  answer:
    | z.core.$ZodType
    | 'text/csv'
    | 'text/markdown'
    | 'application/x-ndjson'
    | 'image/svg+xml'
    | 'text/event-stream'
    | null;
}

/** By method and address: `GET /api/acts/{id}`. */
export type ApiOperations = Readonly<
  Record<`${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /api/${string}`, ApiOperation>
>;
