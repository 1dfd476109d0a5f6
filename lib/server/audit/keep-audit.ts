import 'server-only';
import type { Context } from '../context.ts';
import { auditSteps } from '../cases/audit-steps.ts';
import { takeTurns } from '../store/take-turns.ts';
import { type RefusalTally, tallyRefusals } from './tally-refusals.ts';
import { writeCheckpoint } from './write-checkpoint.ts';

const EVERY_MS = 15_000;

/** What the audit needs while the server runs: refusals written down by the minute, checkpoints when they are due. */
export interface AuditKeeper {
  refusals: Pick<RefusalTally, 'note'>;
  /** Writes what is not written yet, and a last checkpoint. */
  stop(): Promise<void>;
}

export function keepAudit(context: Pick<Context, 'store' | 'clock' | 'auditKeys' | 'log'>): AuditKeeper {
  const refusals = tallyRefusals(context);
  const inTurn = takeTurns();
  const run = (all?: 'all') =>
    inTurn(async () => {
      try {
        await refusals.write(all);
        await auditSteps(context);
        await writeCheckpoint(context, all === undefined ? 'when-due' : 'now');
      } catch (error) {
        context.log.error({ err: error }, 'The audit could not be kept up');
      }
    });
  const timer = setInterval(() => void run(), EVERY_MS);
  timer.unref();
  return {
    refusals,
    stop: () => {
      clearInterval(timer);
      return run('all');
    },
  };
}
