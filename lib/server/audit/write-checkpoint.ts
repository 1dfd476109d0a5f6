import 'server-only';
import type { Context } from '../context.ts';
import { readMark, writeMark } from './audit-mark.ts';

const ROWS = 1000;
const DAY_MS = 86_400_000;

/**
 * Signs the newest row as a checkpoint and names it in the log, every thousand rows and once a day: whoever keeps the log
 * can tell that the database was put back to an earlier day (`npm run standing -- audit verify <row>:<code>`).
 * @param due `now`: also without a thousand rows, where there is any new row.
 */
export async function writeCheckpoint(
  context: Pick<Context, 'store' | 'clock' | 'auditKeys' | 'log'>,
  due: 'when-due' | 'now',
): Promise<void> {
  const { store, clock, auditKeys, log } = context;
  const written = await store.write(async (transaction) => {
    const head = await readMark(transaction, 'head');
    const last = await readMark(transaction, 'checkpoint');
    if (head === null || head === 'broken' || last === 'broken') return null;
    const rows = head.id - (last?.id ?? 0);
    const isDue = due === 'now' || rows >= ROWS || clock.now() - (last?.at ?? 0) >= DAY_MS;
    if (rows <= 0 || !isDue) return null;
    await writeMark(transaction, 'checkpoint', auditKeys, { id: head.id, mac: head.mac, at: clock.now() });
    return `${head.id}:${head.mac}`;
  });
  if (written !== null) log.info({ auditCheckpoint: written }, 'The audit stands at this checkpoint');
}
