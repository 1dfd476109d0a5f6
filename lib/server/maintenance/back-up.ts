import 'server-only';
import { join } from 'node:path';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { copySqlite } from '../store/copy-sqlite.ts';
import { SQLITE_FILE } from '../store/open-sqlite.ts';

/**
 * Copies the embedded database to a file of its own while the server runs: everything acknowledged before is in it, the
 * key file is not. That it was taken is in the audit, and so in the copy.
 * @param to absolute path of a file that is not there yet.
 * @throws Error with one sentence; on PostgreSQL it names `pg_dump`.
 */
export async function backUp(context: Context, dataDir: string, to: string): Promise<void> {
  authorise(context, 'users.manage');
  if (context.store.dialect === 'postgres') {
    throw new Error(
      'This Standing keeps its data in PostgreSQL: take a backup with pg_dump --format=custom --file=standing.dump "$DATABASE_URL".',
    );
  }
  await context.store.write((transaction) =>
    recordAudit(transaction, context, { kind: 'intent', action: 'backup.take', target: to }),
  );
  await copySqlite(join(dataDir, SQLITE_FILE), to, 'refuse');
}
