import 'server-only';
import type { ConnectionTable } from '../store/schema.ts';

type Standing = Pick<ConnectionTable, 'deleted_at' | 'state' | 'reason' | 'read_at' | 'unread_since'>;

/**
 * How a retired connection stands at the moment it is used again. Read once, it is not new, and what it holds is old until
 * the watcher says, within seconds, whether it can be read now.
 */
export function inUseAgain(row: Standing): Standing {
  const { read_at, unread_since } = row;
  if (read_at === null) return { deleted_at: null, state: 'never-read', reason: null, read_at, unread_since: null };
  const message = 'It was out of use; Standing has only just begun to read it again.';
  return {
    deleted_at: null,
    state: 'unread',
    reason: JSON.stringify({ code: 'starting', message }),
    read_at,
    unread_since,
  };
}
