import 'server-only';
import { type EntityArn, parseArn } from '../../domain/arn.ts';
import type { Entity, EntityQuery } from '../../domain/entity.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { StandingError, notFound } from '../errors.ts';
import { beginReadingResources } from '../resources/read-sender-resources.ts';
import { askSes } from './ask-ses.ts';
import { describeEntity } from './describe-entity.ts';
import { describePastEntity } from './describe-past-entity.ts';
import { type EntityRow, findEntity } from './entity-row.ts';
import { findConnection } from './find-connection.ts';
import { limitRefresh, limitStrangers } from './limit-refresh.ts';

/** With a record in the store nobody waits longer for SES; without one the answer is all there is. */
const WAIT_WITH_RECORD_MS = 1_500;
const WAIT_WITHOUT_RECORD_MS = 15_000;
const YOUNG_MS = 60_000;

/**
 * One entity that somebody has open: asks SES at most once in five seconds, waits a moment for it, and otherwise serves
 * the stored record with its age and the reason.
 * @throws StandingError `invalid-arn`, `entity-not-found`, `connection-not-found`, `too-many-requests` (refresh), or an
 *   SES code where there is no record to serve instead.
 */
export async function getEntity(context: Context, input: EntityQuery): Promise<Entity> {
  authorise(context, 'entities.read');
  const row = await findEntity(context.store.read, input.arn);
  if (input.at !== undefined) {
    if (row === undefined) throw notFound('entity', input.arn);
    return describePastEntity(context.store, row, input.at, context.clock.now());
  }
  const refresh = input.refresh === '1';
  if (refresh) {
    authorise(context, 'entities.refresh');
    limitRefresh(context, input.arn);
    if (row !== undefined && row.deleted_at === null) {
      const { id, incarnation, connection_id: connectionId } = row;
      beginReadingResources(context, { id, arn: input.arn, incarnation, connectionId }, true);
    }
  }
  if (row === undefined) return getUnstored(context, input.arn, refresh);
  const failure = await askSes(
    context,
    {
      arn: input.arn,
      connectionId: row.connection_id,
      deleted: row.deleted_at !== null,
      ...(row.source === 'read' || row.source === 'act' ? { readAt: row.read_at } : {}),
    },
    { force: refresh, waitMs: WAIT_WITH_RECORD_MS },
  );
  const now = context.clock.now();
  const newest = (await findEntity(context.store.read, input.arn)) ?? row;
  return describeEntity(context.store.read, newest, now, shownFailure(newest, failure, now));
}

/** A tombstone that SES does not know is no failure; an answer still under way says so. */
function shownFailure(row: EntityRow, failure: StandingError | null | undefined, now: number): StandingError | null {
  if (failure === null) return null;
  if (failure === undefined) {
    // Waiting for its turn is no failure while the record is young; the next poll has the answer.
    if (now - row.read_at <= YOUNG_MS) return null;
    return new StandingError('ses-throttled', 'SES has not answered yet; this is the last record.');
  }
  if (failure.code !== 'ses-not-found') return failure;
  if (row.deleted_at !== null) return null;
  return new StandingError('ses-not-found', 'SES does not know it any more; this is the last record.');
}

async function getUnstored(context: Context, arn: EntityArn, force: boolean): Promise<Entity> {
  const parts = parseArn(arn);
  if (parts === null) throw new StandingError('invalid-arn', 'This is not an SES resource ARN.');
  const connectionId = await findConnection(context.store.read, parts);
  limitStrangers(context);
  const failure = await askSes(
    context,
    { arn, connectionId, deleted: false },
    { force, waitMs: WAIT_WITHOUT_RECORD_MS },
  );
  if (failure?.code === 'ses-not-found') throw notFound('entity', arn);
  if (failure != null) throw failure;
  const row = await findEntity(context.store.read, arn);
  if (row !== undefined) return describeEntity(context.store.read, row, context.clock.now(), null);
  if (failure === undefined)
    throw new StandingError('ses-unreachable', 'SES did not answer in time, and nothing is stored about it.');
  throw notFound('entity', arn);
}
