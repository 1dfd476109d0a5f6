'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { LinkOnce } from '@/components/settings/link-once.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Time } from '@/components/ui/time.tsx';
import { connectionsQuery } from '@/lib/client/connection-queries.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { changeUserMutation, resetUserMutation } from '@/lib/client/people.ts';
import type { User } from '@/lib/domain/user.ts';

const AccessDialog = dynamic(() => import('@/components/settings/access-dialog.tsx'), { ssr: false });

function Reach({ ids }: { ids: readonly string[] | null }) {
  const { data } = useQuery(connectionsQuery());
  if (ids === null) return 'all connections';
  const label = (id: string) => data?.items.find((connection) => connection.id === id)?.label ?? 'a deleted connection';
  return <bdi>{ids.map(label).join(', ')}</bdi>;
}

function Seen({ person: { lastSeenAt, sessions } }: { person: User }) {
  if (lastSeenAt === null) return 'not signed in';
  return (
    <>
      {sessions} {sessions === 1 ? 'session' : 'sessions'}, last used <Time at={lastSeenAt} form="ago" />
    </>
  );
}

export function PersonItem({ person, isSelf }: { person: User; isSelf: boolean }) {
  const client = useQueryClient();
  const [changing, setChanging] = useState(false);
  const reset = useMutation(resetUserMutation(client));
  const change = useMutation(changeUserMutation(client));
  const { id, email, name, role, connectionIds, twoFactor, signsInWith, deactivatedAt } = person;
  const active = deactivatedAt === null;
  const elsewhere = signsInWith === 'identity-provider';
  return (
    <li className="border-t border-line py-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
          <h2 className="text-[15px] font-semibold tracking-[-.01em]">
            <bdi>{name}</bdi>
            {isSelf ? <span className="font-normal text-soft"> (you)</span> : null}
            {active ? null : <span className="font-normal text-stop"> · deactivated</span>}
          </h2>
          <p className="mt-0.5 text-soft">
            <bdi>{email}</bdi> · <span className="text-ink">{role}</span> · <Reach ids={connectionIds} />
          </p>
          <p className="mt-0.5 text-soft">
            {elsewhere ? 'signs in with the identity provider' : twoFactor ? 'password and second factor' : 'password'}{' '}
            · <Seen person={person} />
          </p>
        </div>
        <div className="flex flex-wrap gap-1">
          <Button look="quiet" aria-label={`Change access of ${email}`} onClick={() => setChanging(true)}>
            Change access
          </Button>
          <Button
            look="quiet"
            aria-label={`Reset password of ${email}`}
            refusal={elsewhere ? 'They have no password here: the identity provider keeps it.' : null}
            busy={reset.isPending}
            onClick={() => reset.mutate(id)}
          >
            Reset password
          </Button>
          <Button
            look="quiet"
            aria-label={`${active ? 'Deactivate' : 'Activate'} ${email}`}
            refusal={isSelf && active ? 'You cannot deactivate yourself; ask another administrator.' : null}
            busy={change.isPending}
            onClick={() => change.mutate({ id, change: { active: !active } })}
          >
            {active ? 'Deactivate' : 'Activate'}
          </Button>
        </div>
      </div>
      <Refusal problem={problemFrom(reset.error ?? change.error)} />
      {reset.data === undefined ? null : <LinkOnce link={{ ...reset.data, email }} />}
      {changing ? <AccessDialog person={person} onClose={() => setChanging(false)} /> : null}
    </li>
  );
}

const problemFrom = (error: unknown) => (error == null ? null : problemOf(error));
