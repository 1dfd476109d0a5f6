import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { ChangeSource } from '../../domain/change.ts';
import { observeEntity } from '../../domain/observe-entity.ts';
import type { Context } from '../context.ts';
import { hasCode } from '../errors.ts';
import { adoptFindings } from '../findings/adopt-findings.ts';
import type { SesEntity } from '../ses/gateway.ts';
import type { WriteTransaction } from '../store/store.ts';
import { checkAccount, pinOf, recordWrongAccount, type Pin } from './check-account.ts';
import { loadEntities, unwatchedUntil } from './load-entities.ts';
import { take, writeEntities } from './write-entities.ts';

export interface EntityRead {
  entity: SesEntity;
  /** When the request left and came back, epoch ms. */
  beganAt: number;
  endedAt: number;
  /** Creation time of the tenant, where this read came with it. */
  tenantCreatedAt?: number | null;
}

export interface AppliedAnswers {
  applied: number;
  unchanged: number;
  /** For their age: late reads, and records older than ours. */
  dropped: number;
  /** Answers whose reference is no ARN that we can key a history on. */
  unreadable: number;
  changes: number;
  /** Ids of the entities the answers named. */
  entityIds: number[];
}

/** Rows a transaction: short enough that a person's write never waits long for its turn. */
const CHUNK = 125;

/**
 * Applies answers of SES to the store: each entity's state in the same transaction as its changes, whole pages in short
 * transactions one after another. Applying the same answers again changes nothing.
 * @param input.settle runs inside the last transaction: what it writes (a page token) is durable only when all is.
 * @throws StandingError `wrong-account` when the answers are another account's; nothing is changed then, but the
 * connection says so.
 */
export async function applyAnswers(
  context: Pick<Context, 'store' | 'clock' | 'log'>,
  input: {
    connectionId: string;
    source: ChangeSource;
    answers: readonly EntityRead[];
    actId?: string;
    settle?: (transaction: WriteTransaction, entityIds: readonly number[]) => Promise<void>;
  },
): Promise<AppliedAnswers> {
  const result: AppliedAnswers = { applied: 0, unchanged: 0, dropped: 0, unreadable: 0, changes: 0, entityIds: [] };
  const { readable, pins } = sortOut(input.answers);
  result.unreadable = input.answers.length - readable.length;
  try {
    for (let start = 0; start === 0 || start < readable.length; start += CHUNK) {
      const last = start + CHUNK >= readable.length;
      await applyChunk(context, { ...input, answers: readable.slice(start, start + CHUNK) }, pins, last, result);
      if (!last) await setImmediate();
    }
  } catch (error) {
    if (hasCode(error, 'wrong-account')) await recordWrongAccount(context, input.connectionId, error);
    throw error;
  }
  if (result.dropped > 0) {
    context.log.debug({ connection: input.connectionId, dropped: result.dropped }, 'Dropped answers for their age.');
  }
  return result;
}

async function applyChunk(
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  input: Parameters<typeof applyAnswers>[1],
  pins: readonly Pin[],
  last: boolean,
  result: AppliedAnswers,
): Promise<void> {
  const counted = await store.write(async (transaction) => {
    const counts = { applied: 0, unchanged: 0, dropped: 0, changes: 0 };
    await checkAccount(transaction, input.connectionId, pins, clock.now());
    const arns = input.answers.map((answer) => answer.entity.arn);
    const held = await loadEntities(transaction, arns);
    const gapEnd = await unwatchedUntil(transaction, input.connectionId, clock.now());
    for (const { entity, beganAt, endedAt, tenantCreatedAt = null } of input.answers) {
      const known = held.get(entity.arn);
      if (!known) continue;
      const seen = observeEntity(known.state, entity, { beganAt, endedAt, tenantCreatedAt, unwatchedUntil: gapEnd });
      take(known, seen);
      // The connection of this account may be a new one: what it reads is its own from now on.
      if (known.connectionId !== input.connectionId && seen.decision !== 'dropped') known.dirty = 'state';
      counts[seen.decision]++;
      counts.changes += seen.changes.length;
    }
    const all = [...held.values()];
    const fresh = all.filter((entity) => entity.id === null);
    await writeEntities(transaction, store.dialect, input.connectionId, input.source, all, input.actId);
    await adoptFindings(transaction, store.dialect, fresh);
    const ids = all.flatMap((entity) => entity.id ?? []);
    if (last) await input.settle?.(transaction, [...result.entityIds, ...ids]);
    return { ...counts, ids };
  });
  result.applied += counted.applied;
  result.unchanged += counted.unchanged;
  result.dropped += counted.dropped;
  result.changes += counted.changes;
  result.entityIds.push(...counted.ids);
}

/** The answers we can key a history on, and every account they name: of the whole page, before any of it is applied. */
function sortOut(answers: readonly EntityRead[]): { readable: EntityRead[]; pins: Pin[] } {
  const readable: EntityRead[] = [];
  const pins = new Map<string, Pin>();
  for (const answer of answers) {
    const pin = pinOf([answer.entity.arn]);
    if (pin === null) continue;
    readable.push(answer);
    pins.set(`${pin.partition} ${pin.account}`, pin);
  }
  return { readable, pins: [...pins.values()] };
}
