import 'server-only';
import type { ChangeConnection } from '../../domain/connection.ts';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { announce } from '../store/announce.ts';
import type { ConnectionTable } from '../store/schema.ts';
import { inUseAgain } from './in-use-again.ts';

/**
 * Renames a connection, pauses or resumes it, or says which tags are labels. What is left out stays. Pausing stops
 * reading; what was read stays, and says so. The door tells the watcher afterwards.
 * @throws StandingError `connection-not-found`.
 */
export async function changeConnection(context: Context, id: string, input: ChangeConnection): Promise<void> {
  authorise(context, 'connections.manage');
  await context.store.write(async (transaction) => {
    const row = await transaction
      .selectFrom('connections')
      .selectAll()
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) throw notFound('connection', id);
    const changes = changesOf(row, input);
    for (const { action, before, after, values } of changes) {
      await transaction
        .updateTable('connections')
        .set({ ...values, updated_at: context.clock.now() })
        .where('id', '=', id)
        .execute();
      await recordAudit(transaction, context, { kind: 'act', action, target: id, before, after });
    }
    if (changes.length > 0) await announce(transaction, { topic: 'connections', connectionId: id, about: [id] });
  });
  if (input.paused === true) context.gateway.closeConnection(id);
}

interface Change {
  action: string;
  before: string;
  after: string;
  values: Partial<ConnectionTable>;
}

function changesOf(row: ConnectionTable, { label, paused, tagKeys }: ChangeConnection): Change[] {
  const changes: Change[] = [];
  if (label !== undefined && label !== row.label) {
    changes.push({ action: 'connection.rename', before: row.label, after: label, values: { label } });
  }
  if (paused === true && row.paused === 0) {
    const values = { paused: 1 };
    changes.push({ action: 'connection.pause', before: 'read', after: 'paused', values });
  }
  if (paused === false && row.paused !== 0) {
    const values = { ...inUseAgain(row), paused: 0 };
    changes.push({ action: 'connection.resume', before: 'paused', after: 'read', values });
  }
  if (tagKeys !== undefined) {
    const tag_keys = tagKeys === null || Object.keys(tagKeys).length === 0 ? null : JSON.stringify(tagKeys);
    if (tag_keys !== row.tag_keys) {
      const [before, after] = [row.tag_keys ?? 'not read', tag_keys ?? 'not read'];
      changes.push({ action: 'connection.tags', before, after, values: { tag_keys } });
    }
  }
  return changes;
}
