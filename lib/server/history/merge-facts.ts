import 'server-only';
import * as z from 'zod/mini';
import type { SesAccount } from '../ses/gateway.ts';
import type { WriteTransaction } from '../store/store.ts';

/** What the watcher learns about a connection beside its entities; kept as JSON in its row. */
export interface ConnectionFacts {
  account?: SesAccount;
  accountReadAt?: number;
  /** IAM actions SES refused us. */
  denied?: string[];
  /** IAM actions of writes that SES refused to the credential when they were last tried. */
  deniedWrites?: string[];
  /** Page sizes SES has accepted, by operation. */
  pageSizes?: Record<string, number>;
}

const recordSchema = z.record(z.string(), z.unknown());
const pageSizesSchema = z.object({ pageSizes: z.record(z.string(), z.number()) });
const deniedSchema = z.object({ denied: z.array(z.string()) });
const deniedWritesSchema = z.object({ deniedWrites: z.array(z.string()) });

function readFacts(text: string): Record<string, unknown> {
  try {
    const parsed = recordSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

export function pageSizesOf(facts: string): Record<string, number> {
  const parsed = pageSizesSchema.safeParse(readFacts(facts));
  return parsed.success ? parsed.data.pageSizes : {};
}

export function deniedOf(facts: string): string[] {
  const parsed = deniedSchema.safeParse(readFacts(facts));
  return parsed.success ? parsed.data.denied : [];
}

export function deniedWritesOf(facts: string): string[] {
  const parsed = deniedWritesSchema.safeParse(readFacts(facts));
  return parsed.success ? parsed.data.deniedWrites : [];
}

/** Replaces the facts that are given and keeps the others. */
export async function mergeFacts(
  transaction: WriteTransaction,
  connectionId: string,
  facts: ConnectionFacts,
): Promise<void> {
  const row = await transaction
    .selectFrom('connections')
    .select('facts')
    .where('id', '=', connectionId)
    .executeTakeFirst();
  if (!row) return;
  await transaction
    .updateTable('connections')
    .set({ facts: JSON.stringify({ ...readFacts(row.facts), ...facts }) })
    .where('id', '=', connectionId)
    .execute();
}
