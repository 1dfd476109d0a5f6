import 'server-only';
import type { Context } from '../context.ts';
import { hasCode, isStandingError, StandingError } from '../errors.ts';
import { checkAccount } from '../history/check-account.ts';
import type { SesConnection } from '../ses/gateway.ts';
import type { CheckLease } from '../history/watcher-lease.ts';
import type { FullSweep } from '../history/sweep-rows.ts';
import { freshLane, type Watched } from './watched.ts';

/** How long the first read waits for STS to say whose credentials these are; the ARNs of an answer say it too. */
const STS_PATIENCE_MS = 2_500;

/**
 * Asks STS whose credentials these are and holds the connection to it. STS may be out of reach where SES is not.
 * @throws StandingError `wrong-account`.
 */
export async function pinByCaller(
  { store, clock, log }: Pick<Context, 'store' | 'clock' | 'log'>,
  connectionId: string,
  ses: SesConnection,
  signal: AbortSignal,
  checkLease: CheckLease,
): Promise<void> {
  try {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(STS_PATIENCE_MS)]);
    const caller = await ses.callerIdentity(patience);
    await store.write(async (transaction) => {
      await checkLease(transaction);
      await checkAccount(transaction, connectionId, [caller], clock.now());
    });
  } catch (error) {
    if (hasCode(error, 'wrong-account', 'connection-not-found')) throw error;
    if (!isStandingError(error)) throw error;
    log.debug({ connection: connectionId, code: error.code }, 'STS did not say whose credentials these are.');
  }
}

export interface Resumed {
  sweep: FullSweep | null;
  last: { startedAt: number; suspect: boolean } | null;
  findings: { finished: boolean; token: string | null; startedAt: number; pages: number; entities: number } | null;
}

/** Where the lanes of a connection stood when the process ended. */
export async function resumeLanes(
  { store }: Pick<Context, 'store'>,
  connectionId: string,
): Promise<{ lanes: Watched['lanes']; resumed: Resumed }> {
  const rows = await store.read
    .selectFrom('sweeps')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .orderBy('started_at')
    .execute();
  const lanes: Watched['lanes'] = {
    disabled: freshLane(),
    high: freshLane(),
    findings: freshLane(),
    full: freshLane(),
  };
  const resumed: Resumed = { sweep: null, last: null, findings: null };
  for (const row of rows) {
    const lane = lanes[row.lane as keyof Watched['lanes']];
    const { id, started_at: startedAt, finished_at: finishedAt, page_token: token, pages, entities } = row;
    const suspect = row.suspect === 1;
    Object.assign(lane, { startedAt, finishedAt, pages, entities, suspect, progressAt: finishedAt });
    if (finishedAt !== null) Object.assign(lane, { expected: entities, lastedMs: finishedAt - startedAt });
    if (row.lane === 'findings')
      resumed.findings = { finished: finishedAt !== null, token, startedAt, pages, entities };
    if (row.lane !== 'full') continue;
    if (finishedAt === null) resumed.sweep = { id, startedAt, token, pages, entities };
    else resumed.last = { startedAt, suspect };
  }
  return { lanes, resumed };
}

/** A failure before the loops run, in words for the connection. */
export function asStandingError(error: unknown): StandingError {
  if (isStandingError(error)) return error;
  return new StandingError('internal', 'Standing failed before it could read this connection; its log says why.', {
    cause: error,
  });
}
