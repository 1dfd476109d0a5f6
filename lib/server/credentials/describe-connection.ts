import 'server-only';
import * as z from 'zod/mini';
import {
  CONNECTION_SOURCES,
  CONNECTION_STATES,
  type Connection,
  type SweepHealth,
  type TagKeys,
  tagKeysSchema,
} from '../../domain/connection.ts';
import { toIso } from '../../domain/wire.ts';
import type { BudgetReport } from '../ses/gateway.ts';
import type { ConnectionTable } from '../store/schema.ts';

const reasonSchema = z.object({ code: z.string(), message: z.string(), iamAction: z.optional(z.string()) });
const actionsSchema = z.optional(z.array(z.string()));
const factsSchema = z.object({ denied: actionsSchema, deniedWrites: actionsSchema });

export interface LiveParts {
  sweeps: SweepHealth[];
  /** Null while nothing has opened it. */
  budget: BudgetReport | null;
  /** What the scheduler would be given. */
  rate: { ratePerSecond: number; share: number };
  entities: number;
}

/** The row as it may leave the server: of the credential, the last four characters of its id and nothing else. */
export function describeConnection(row: ConnectionTable, live: LiveParts): Connection {
  const { ratePerSecond, share, usedLastMinute, foreignThrottlesLastMinute } = live.budget ?? {
    ...live.rate,
    usedLastMinute: 0,
    foreignThrottlesLastMinute: 0,
  };
  return {
    id: row.id,
    label: row.label,
    source: CONNECTION_SOURCES.find((source) => source === row.source) ?? 'static-keys',
    partition: row.partition,
    account: row.account,
    region: row.region,
    accessKeyHint: row.access_key_hint,
    credentialId: row.credential_id ?? row.id,
    profile: row.profile,
    roleArn: row.role_arn,
    externalId: row.external_id,
    tagKeys: readTagKeys(row.tag_keys),
    state: row.paused ? 'paused' : (CONNECTION_STATES.find((state) => state === row.state) ?? 'unread'),
    readAt: toIso(row.read_at),
    unreadSince: toIso(row.unread_since),
    reason: row.reason === null ? null : readReason(row.reason),
    entities: live.entities,
    sweeps: live.sweeps,
    budget: { ratePerSecond, share, usedLastMinute, foreignThrottlesLastMinute },
    denied: readDenied(row.facts),
    createdAt: toIso(row.created_at),
  };
}

/** A reason that is not JSON is a sentence from an older version: shown as it is. */
function readReason(text: string): Connection['reason'] {
  const parsed = reasonSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : { code: 'unknown', message: text };
}

/** null where tags are not read. */
export function readTagKeys(text: string | null): TagKeys | null {
  const parsed = tagKeysSchema.safeParse(text === null ? undefined : parseJson(text));
  return parsed.success ? parsed.data : null;
}

function readDenied(text: string): string[] {
  const parsed = factsSchema.safeParse(parseJson(text));
  if (!parsed.success) return [];
  return [...(parsed.data.denied ?? []), ...(parsed.data.deniedWrites ?? [])];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
