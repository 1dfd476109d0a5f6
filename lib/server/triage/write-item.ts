import 'server-only';
import type { EntityArn } from '../../domain/arn.ts';
import { iamActionOf } from '../../domain/ses-operations.ts';
import type { PolicyName } from '../../domain/vocabulary.ts';
import { reachConnection } from '../entities/reach-connection.ts';
import { type ErrorCode, type StandingError, hasCode, isStandingError } from '../errors.ts';
import { noteWrite } from './note-write.ts';
import type { ActItemRow } from './act-row.ts';
import { type ActRun, haltRun } from './act-run.ts';
import { actWriting } from './act-value.ts';
import { operationOf } from './connection-footing.ts';
import { unmarkSent } from './mark-sent.ts';
import { OWN_ANSWERS, callSignal, withPauses } from './read-for-act.ts';
import type { Settlement } from './settle-item.ts';

/** A throttled write was not carried out, so it may be repeated; nothing else is. */
const WRITE_PAUSES_MS = [1_000, 2_000, 4_000, 8_000];
const IN_DOUBT: readonly ErrorCode[] = ['ses-unreachable', 'ses-fault', 'internal', 'connection-not-found'];
const RETRY_MS = 20_000;

/** `sent`: SES answered · `lost`: nobody knows whether it arrived · `left`: for a later run · else refused, in words. */
export async function writeItem(run: ActRun, item: ActItemRow): Promise<'sent' | 'lost' | 'left' | Settlement> {
  const { context, act, stop } = run;
  const action = iamActionOf(operationOf(actWriting(item.requested_value) ?? act.act));
  try {
    await withPauses(WRITE_PAUSES_MS, ['ses-throttled'], run, () => send(run, item));
    await noteWrite(context, item.connection_id, action, 'passed');
    return 'sent';
  } catch (error) {
    // It may have left; the next start resolves it by reading.
    if (stop.aborted || hasCode(error, 'shutting-down')) throw error;
    if (!isStandingError(error)) {
      context.log.warn({ err: error, actId: act.id }, 'A write to SES ended without an answer');
      return 'lost';
    }
    if (IN_DOUBT.includes(error.code)) return 'lost';
    const isDenied = error.code === 'ses-access-denied';
    if (isDenied) await noteWrite(context, item.connection_id, action, 'denied');
    if (!run.isSingle && error.code !== 'ses-conflict' && !OWN_ANSWERS.includes(error.code)) {
      await unmarkSent(run, item);
      const waits = isDenied ? null : RETRY_MS;
      const how = isDenied ? 'Resume it when that is granted' : 'It waits and tries again by itself';
      await haltRun(run, { reason: `${refusalWords(error)} ${how}.`, retryInMs: waits });
      return 'left';
    }
    return { outcome: 'refused', detail: refusalWords(error), before: item.before_value };
  }
}

async function send(run: ActRun, item: ActItemRow): Promise<void> {
  const connection = await reachConnection(run.context, item.connection_id);
  const options = { lane: run.lane, operator: run.act.principal_name, signal: callSignal(run.stop) };
  const arn = item.arn as EntityArn;
  if (actWriting(item.requested_value) === 'set-policy') {
    await connection.setPolicy(arn, item.requested_value as PolicyName, options);
  } else {
    await connection.setCustomerStatus(arn, item.requested_value as 'ENABLED' | 'REINSTATED' | 'DISABLED', options);
  }
}

function refusalWords(error: StandingError): string {
  const action = error.details.iamAction === undefined ? '' : ` The missing permission is ${error.details.iamAction}.`;
  return `SES refused the write. ${error.message}${error.message.includes(error.details.iamAction ?? '\n') ? '' : action}`;
}
