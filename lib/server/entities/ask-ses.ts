import 'server-only';
import type { EntityArn } from '../../domain/arn.ts';
import type { Context } from '../context.ts';
import { StandingError, hasCode, isStandingError } from '../errors.ts';
import { applyAbsence } from '../history/apply-absence.ts';
import { applyAnswers } from '../history/apply-answers.ts';
import { sharedMemory } from '../shared-memory.ts';
import { reachConnection } from './reach-connection.ts';

/** However many people have an entity open, SES is asked for it at most this often. */
export const ASK_AGAIN_AFTER_MS = 5_000;
/** A tombstone may answer again, but rarely does. */
const ASK_TOMBSTONE_AFTER_MS = 60_000;
const GIVE_UP_AFTER_MS = 15_000;
const KEPT_ASKS = 10_000;

interface Ask {
  beganAt: number;
  /** null: answered and applied. Never rejects. */
  done: Promise<StandingError | null>;
  /** undefined: under way. */
  result: StandingError | null | undefined;
}

/**
 * Asks SES for one entity and puts the answer into the store, unless it was asked a moment ago.
 * @param target.readAt when SES last answered for this one entity alone (not in a list, which may lag), epoch ms.
 * @param waitMs how long to wait for the answer; it is applied even if it comes later.
 * @returns `null` when the newest ask was answered, the error when it failed, `undefined` while it is under way.
 */
export async function askSes(
  context: Context,
  target: { arn: EntityArn; connectionId: string; deleted: boolean; readAt?: number },
  options: { force: boolean; waitMs: number },
): Promise<StandingError | null | undefined> {
  const asks = asksOf(context);
  const now = context.clock.now();
  let ask = asks.get(target.arn);
  const justRead = target.readAt !== undefined && now - target.readAt < ASK_AGAIN_AFTER_MS;
  if (justRead && !options.force && (ask === undefined || ask.result === null)) return null;
  const pauseMs = target.deleted ? ASK_TOMBSTONE_AFTER_MS : ASK_AGAIN_AFTER_MS;
  const underWay = ask !== undefined && ask.result === undefined;
  if (ask === undefined || (!underWay && (options.force || now - ask.beganAt >= pauseMs))) {
    ask = begin(context, target, now);
    asks.delete(target.arn);
    asks.set(target.arn, ask);
    forgetOldest(asks);
  }
  if (ask.result !== undefined) return ask.result;
  return Promise.race([ask.done, after(options.waitMs)]);
}

/** SES answered for this ARN a moment ago and will not be asked again yet: what is stored is the answer. */
export function wasJustAnswered(context: Context, arn: string): boolean {
  const ask = asksOf(context).get(arn);
  return ask?.result === null && context.clock.now() - ask.beganAt < ASK_AGAIN_AFTER_MS;
}

const asksOf = (context: Context) => sharedMemory(context.store, 'asks', () => new Map<string, Ask>());

function begin(context: Context, target: { arn: EntityArn; connectionId: string }, now: number): Ask {
  const ask: Ask = { beganAt: now, result: undefined, done: Promise.resolve(null) };
  ask.done = readAndApply(context, target).then(
    () => (ask.result = null),
    (error: unknown) => (ask.result = asStandingError(context, error)),
  );
  return ask;
}

async function readAndApply(context: Context, { arn, connectionId }: { arn: EntityArn; connectionId: string }) {
  const connection = await reachConnection(context, connectionId);
  const askedAt = context.clock.now();
  try {
    const signal = AbortSignal.timeout(GIVE_UP_AFTER_MS);
    const { beganAt, endedAt, value: entity } = await connection.getEntity(arn, { lane: 'open-entity', signal });
    await applyAnswers(context, { connectionId, source: 'read', answers: [{ entity, beganAt, endedAt }] });
  } catch (error) {
    if (hasCode(error, 'ses-not-found')) {
      await applyAbsence(context, {
        connectionId,
        source: 'read',
        arn,
        beganAt: askedAt,
        endedAt: context.clock.now(),
      });
    }
    throw error;
  }
}

function asStandingError(context: Context, error: unknown): StandingError {
  if (isStandingError(error)) return error;
  context.log.error({ err: error, requestId: context.requestId }, 'Reading an entity failed');
  return new StandingError('internal', 'Standing failed while reading it from SES. The reason is in its log.', {
    cause: error,
  });
}

function forgetOldest(asks: Map<string, Ask>): void {
  if (asks.size <= KEPT_ASKS) return;
  const [oldest] = asks.keys();
  if (oldest !== undefined) asks.delete(oldest);
}

function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), milliseconds).unref();
  });
}
