'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { CONNECTION_MARKS } from '@/components/settings/connection-marks.ts';
import { SweepTable } from '@/components/settings/sweep-table.tsx';
import { MarkBadge } from '@/components/shell/mark.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Time } from '@/components/ui/time.tsx';
import type { Connection } from '@/lib/domain/connection.ts';

const DeleteDialog = dynamic(() => import('@/components/settings/delete-connection-dialog.tsx'), { ssr: false });

const AMBIENT_OWNED = 'The environment owns this connection: unset AWS_REGION and restart Standing to remove it.';

function Credential({ connection: { source, accessKeyHint } }: { connection: Connection }) {
  if (source === 'ambient') return 'credentials of the environment';
  return (
    <>
      access key ending in <span className="font-mono text-ink">{accessKeyHint}</span>
    </>
  );
}

/** One connection: whether it can be read, why not, how far its sweeps are, and what AWS refuses. */
export function ConnectionItem({ connection, refusal }: { connection: Connection; refusal: string | null }) {
  const [deleting, setDeleting] = useState(false);
  const { label, account, region, source, state, readAt, reason, denied, budget, entities } = connection;
  return (
    <li className="border-t border-line py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 className="text-[15px] font-semibold tracking-[-.01em] [overflow-wrap:anywhere]">
              <bdi>{label}</bdi>
            </h2>
            <MarkBadge mark={CONNECTION_MARKS[state]} />
          </div>
          <p className="mt-0.5 text-soft">
            {account === null ? 'account not known yet' : <span className="font-mono text-ink">{account}</span>} ·{' '}
            <span className="text-ink">{region}</span> · <Credential connection={connection} />
          </p>
          <p className="mt-0.5 text-soft">
            {entities.toLocaleString('en')} {entities === 1 ? 'sender' : 'senders'} ·{' '}
            {readAt === null ? (
              'nothing read yet'
            ) : (
              <>
                read <Time at={readAt} form="ago" />
              </>
            )}{' '}
            · {budget.usedLastMinute} {budget.usedLastMinute === 1 ? 'request' : 'requests'} in the last minute, of{' '}
            {Math.floor(budget.ratePerSecond * 60)} we allow ourselves
          </p>
        </div>
        <Button look="quiet" refusal={source === 'ambient' ? AMBIENT_OWNED : refusal} onClick={() => setDeleting(true)}>
          Delete connection
        </Button>
      </div>
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
      <SweepTable sweeps={connection.sweeps} />
      {deleting ? <DeleteDialog connection={connection} onClose={() => setDeleting(false)} /> : null}
    </li>
  );
}
