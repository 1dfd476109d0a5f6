import 'server-only';
import pg from 'pg';
import type { Log } from '../log.ts';
import type { Revisions } from './revisions.ts';

export const REVISION_CHANNEL = 'standing_revision';
const RETRY_MS = 500;

/**
 * Advances the revision when another process commits, by LISTEN on a connection of its own. When that connection breaks
 * it is opened again, and the revision advances once for whatever was missed meanwhile.
 */
export async function listenForRevisions(
  databaseUrl: string,
  process: string,
  revisions: Revisions,
  log: Log,
): Promise<{ stop(): Promise<void> }> {
  let stopped = false;
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: databaseUrl, application_name: 'standing revisions' });
    const lost = (error?: Error) => {
      if (stopped || client !== fresh) return;
      client = null;
      log.warn({ err: error }, 'Lost the connection that hears of writes by other processes; opening it again.');
      again();
    };
    fresh.on('error', lost);
    fresh.on('end', () => lost());
    fresh.on('notification', ({ payload }) => {
      if (payload !== process) revisions.advance(Date.now());
    });
    await fresh.connect();
    await fresh.query(`listen ${REVISION_CHANNEL}`);
    client = fresh;
  }
  function again(): void {
    retry = setTimeout(() => {
      connect().then(
        () => (stopped ? undefined : revisions.advance(Date.now())),
        () => (stopped ? undefined : again()),
      );
    }, RETRY_MS);
    retry.unref();
  }

  await connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
