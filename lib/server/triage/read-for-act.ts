import 'server-only';
import type { EntityArn } from '../../domain/arn.ts';
import { reachConnection } from '../entities/reach-connection.ts';
import { type ErrorCode, hasCode } from '../errors.ts';
import { applyAnswers } from '../history/apply-answers.ts';
import type { Lane, SesEntity } from '../ses/gateway.ts';
import type { ActItemRow } from './act-row.ts';
import { actPause } from './act-pause.ts';
import type { ActRun } from './act-run.ts';

const DEADLINE_MS = 20_000;

/** Refusals of a moment: SES did nothing, and the same request may pass later. */
export const PASSING: readonly ErrorCode[] = ['ses-throttled', 'ses-unreachable', 'ses-fault'];

/** What SES says of this one entity; every other failure says something of the whole connection. */
export const OWN_ANSWERS: readonly ErrorCode[] = ['ses-not-found', 'ses-bad-request'];

/** A signal for one call to SES: its own deadline, or the end of the process. */
export function callSignal(stop: AbortSignal): AbortSignal {
  return AbortSignal.any([stop, AbortSignal.timeout(DEADLINE_MS)]);
}

/**
 * Reads an entity in the people's lane and stores the answer; the history then knows it as the act's where `asOurs` is set.
 * @throws StandingError as SES answered.
 */
export async function readForAct(
  { context, act, stop, lane }: Pick<ActRun, 'context' | 'act' | 'stop'> & { lane: Lane },
  item: Pick<ActItemRow, 'arn' | 'connection_id'>,
  asOurs = false,
): Promise<SesEntity> {
  const connection = await reachConnection(context, item.connection_id);
  const answer = await connection.getEntity(item.arn as EntityArn, { lane, signal: callSignal(stop) });
  const { value: entity, beganAt, endedAt } = answer;
  await applyAnswers(context, {
    connectionId: item.connection_id,
    source: asOurs ? 'act' : 'read',
    answers: [{ entity, beganAt, endedAt }],
    ...(asOurs ? { actId: act.id } : {}),
  });
  return entity;
}

/** Repeats what failed for a moment, pausing between; the last error is thrown. The pauses are milliseconds. */
export async function withPauses<T>(
  pausesMs: readonly number[],
  codes: readonly ErrorCode[],
  { context, stop }: Pick<ActRun, 'context' | 'stop'>,
  attempt: () => Promise<T>,
): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await attempt();
    } catch (error) {
      if (!hasCode(error, ...codes) || stop.aborted) throw error;
    }
    await actPause(context.store, pauseMs, stop);
  }
  return attempt();
}
