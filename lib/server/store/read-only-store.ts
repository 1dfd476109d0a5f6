import 'server-only';
import { newestChangeAt } from './newest-change-at.ts';
import { createRevisions } from './revisions.ts';
import type { ReadDatabase, Store } from './store.ts';

/** A store for programs that only read; it hears of no revisions. */
export async function readOnlyStore(
  dialect: Store['dialect'],
  read: ReadDatabase,
  end: () => Promise<void>,
): Promise<Store> {
  const revisions = createRevisions(await newestChangeAt(read));
  let closing: Promise<void> | null = null;
  return {
    dialect,
    read,
    write: () => Promise.reject(new Error('This program only reads the database; the server alone writes it.')),
    revision: revisions.revision,
    revisedAt: revisions.revisedAt,
    onRevision: revisions.onRevision,
    close: () => (closing ??= end()),
  };
}
