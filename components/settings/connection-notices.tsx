import { Notice } from '@/components/ui/notice.tsx';
import type { Connection } from '@/lib/domain/connection.ts';

/** What stands between us and a full reading of this connection. */
export function ConnectionNotices({ connection }: { connection: Connection }) {
  const { state, reason, denied, budget } = connection;
  return (
    <>
      {reason === null ? null : (
        <Notice tone={state === 'unread' || state === 'wrong-account' ? 'stop' : 'watch'}>
          <span>{reason.message}</span>
        </Notice>
      )}
      {denied.length === 0 ? null : (
        <Notice tone="watch">
          <span>
            AWS refuses{' '}
            {denied.map((action, at) => (
              <span key={action}>
                {at > 0 ? ', ' : ''}
                <code className="font-mono">{action}</code>
              </span>
            ))}
            . The policy below grants {denied.length === 1 ? 'it' : 'them'}.
          </span>
        </Notice>
      )}
      {budget.foreignThrottlesLastMinute > 0 ? (
        <Notice tone="watch">
          <span>
            Others use the same SES quota: {budget.foreignThrottlesLastMinute} of our requests in the last minute were
            refused that our own count does not explain. Background reads have slowed down.
          </span>
        </Notice>
      ) : null}
    </>
  );
}
