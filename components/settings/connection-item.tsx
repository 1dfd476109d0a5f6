'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { CONNECTION_MARKS } from '@/components/settings/connection-marks.ts';
import { ConnectionNotices } from '@/components/settings/connection-notices.tsx';
import { SweepTable } from '@/components/settings/sweep-table.tsx';
import { MarkBadge } from '@/components/shell/mark.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Time } from '@/components/ui/time.tsx';
import { changeConnectionMutation, testConnectionMutation } from '@/lib/client/connection-mutations.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import type { Connection } from '@/lib/domain/connection.ts';
import { counted } from '@/lib/domain/counted.ts';
import { policyText, trustPolicy } from '@/lib/domain/least-privilege.ts';

const DeleteDialog = dynamic(() => import('@/components/settings/delete-connection-dialog.tsx'), { ssr: false });
const RotateDialog = dynamic(() => import('@/components/settings/rotate-connection-dialog.tsx'), { ssr: false });
const EditDialog = dynamic(() => import('@/components/settings/edit-connection-dialog.tsx'), { ssr: false });
const TestResults = dynamic(() => import('@/components/settings/connection-test-results.tsx'), { ssr: false });

const AMBIENT_OWNED = 'The environment owns this connection: unset AWS_REGION and restart Standing to remove it.';
const AMBIENT_ROTATES =
  'Change the credentials in the environment and restart Standing; files and roles it reads are taken up without one.';

function Mono({ children }: { children: ReactNode }) {
  return <span className="font-mono [overflow-wrap:anywhere] text-ink">{children}</span>;
}

function Credential({ connection: { source, accessKeyHint, profile } }: { connection: Connection }) {
  if (source === 'ambient') return 'credentials of the environment';
  if (source === 'profile') {
    return (
      <>
        profile <Mono>{profile}</Mono>
      </>
    );
  }
  return (
    <>
      access key ending in <Mono>{accessKeyHint}</Mono>
    </>
  );
}

function Role({ roleArn, externalId }: { roleArn: string; externalId: string | null }) {
  return (
    <div className="mt-0.5 flex flex-wrap items-center gap-x-2 text-soft">
      <span>
        assumes <Mono>{roleArn}</Mono> with ExternalId <Mono>{externalId}</Mono>
      </span>
      <CopyButton look="quiet" label="Copy ExternalId" said="ExternalId copied" text={() => externalId ?? ''} />
      <CopyButton
        look="quiet"
        label="Copy trust policy"
        said="Trust policy copied"
        text={() => policyText(trustPolicy(null, externalId))}
      />
    </div>
  );
}

function Facts({ connection }: { connection: Connection }) {
  const { account, region, readAt, budget, entities, roleArn, externalId } = connection;
  return (
    <>
      <p className="mt-0.5 text-soft">
        {account === null ? 'account not known yet' : <Mono>{account}</Mono>} ·{' '}
        <span className="text-ink">{region}</span> · <Credential connection={connection} />
      </p>
      {roleArn === null ? null : <Role roleArn={roleArn} externalId={externalId} />}
      <p className="mt-0.5 text-soft">
        {counted(entities, 'sender')} ·{' '}
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
    </>
  );
}

type Open = 'delete' | 'rotate' | 'edit' | null;

interface ItemProps {
  connection: Connection;
  /** Regions of the connections that share its credential, its own included. */
  sharing: readonly string[];
  refusal: string | null;
}

/** One connection: whether it can be read, why not, how far its sweeps are, and what AWS refuses. */
export function ConnectionItem({ connection, sharing, refusal }: ItemProps) {
  const [open, setOpen] = useState<Open>(null);
  const change = useMutation(changeConnectionMutation(useQueryClient()));
  const test = useMutation(testConnectionMutation());
  const { id, label, state } = connection;
  const isAmbient = id === 'ambient';
  const paused = state === 'paused';
  const close = () => setOpen(null);
  const pause = () =>
    change.mutate(
      { id, paused: !paused },
      { onSuccess: () => announce(paused ? `${label} resumed` : `${label} paused`) },
    );
  const failed = test.error ?? change.error;
  return (
    <li className="border-t border-line py-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-[15px] font-semibold tracking-[-.01em] [overflow-wrap:anywhere]">
          <bdi>{label}</bdi>
        </h2>
        <MarkBadge mark={CONNECTION_MARKS[state]} />
      </div>
      <Facts connection={connection} />
      <div className="mt-2 -ml-3 flex flex-wrap gap-1">
        <Button
          look="quiet"
          refusal={refusal}
          busy={test.isPending}
          onClick={() => test.mutate(id, { onSuccess: () => announce(`${label} tested`) })}
        >
          {test.isPending ? 'Testing, about 15 s' : 'Test connection'}
        </Button>
        <Button look="quiet" refusal={isAmbient ? AMBIENT_ROTATES : refusal} onClick={() => setOpen('rotate')}>
          Rotate credential
        </Button>
        <Button look="quiet" refusal={refusal} busy={change.isPending} onClick={pause}>
          {paused ? 'Resume reading' : 'Pause reading'}
        </Button>
        <Button look="quiet" refusal={refusal} onClick={() => setOpen('edit')}>
          Edit name and labels
        </Button>
        <Button look="quiet" refusal={isAmbient ? AMBIENT_OWNED : refusal} onClick={() => setOpen('delete')}>
          Delete connection
        </Button>
      </div>
      <Refusal problem={failed === null ? null : problemOf(failed)} />
      <ConnectionNotices connection={connection} />
      {test.data === undefined ? null : <TestResults test={test.data} />}
      <SweepTable sweeps={connection.sweeps} />
      {open === 'delete' ? <DeleteDialog connection={connection} onClose={close} /> : null}
      {open === 'rotate' ? <RotateDialog connection={connection} sharing={sharing} onClose={close} /> : null}
      {open === 'edit' ? <EditDialog connection={connection} onClose={close} /> : null}
    </li>
  );
}
