import 'server-only';
import * as z from 'zod/mini';
import type { AccountFacts } from '../../domain/explain-input.ts';
import { toIso } from '../../domain/wire.ts';

// What is not understood counts as not reported.
const nullish = <T extends z.core.$ZodType>(schema: T) =>
  // oxlint-disable-next-line promise/valid-params -- zod's catch, not a promise's
  z.catch(z.nullable(schema), null);
const accountSchema = z.object({
  enforcementStatus: nullish(z.string()),
  productionAccessEnabled: nullish(z.boolean()),
  sendingEnabled: nullish(z.boolean()),
  max24HourSend: nullish(z.number()),
  sentLast24Hours: nullish(z.number()),
  // Absent in what an earlier version stored.
  metricsEnabled: z._default(nullish(z.boolean()), null),
});
const factsSchema = z.object({
  account: z.optional(z.nullable(accountSchema)),
  accountReadAt: z.optional(z.nullable(z.number())),
});

/** What `GetAccount` last said, out of a connection's `facts`; null: never read, or not understood. */
export function accountFactsOf(facts: string): AccountFacts | null {
  const parsed = factsSchema.safeParse(parseJson(facts));
  if (!parsed.success || parsed.data.account == null || parsed.data.accountReadAt == null) return null;
  return { ...parsed.data.account, readAt: toIso(parsed.data.accountReadAt) };
}

export interface ConnectionReason {
  code: string;
  message: string;
}

/** Why a connection cannot be read, as stored (JSON), or a plain text of unknown kind. */
export function reasonOf(stored: string | null): ConnectionReason | null {
  if (stored === null) return null;
  const parsed = z.object({ code: z.string(), message: z.string() }).safeParse(parseJson(stored));
  return parsed.success
    ? { code: parsed.data.code, message: parsed.data.message }
    : { code: 'internal', message: stored };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
