'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Refusal } from '@/components/shell/refusal.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Time } from '@/components/ui/time.tsx';
import { revokeTokenMutation } from '@/lib/client/api-tokens.ts';
import { connectionsQuery } from '@/lib/client/connection-queries.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import type { ApiToken } from '@/lib/domain/api-token.ts';

function Reach({ ids }: { ids: readonly string[] | null }) {
  const { data } = useQuery(connectionsQuery());
  if (ids === null) return 'all connections of its owner';
  const label = (id: string) => data?.items.find((connection) => connection.id === id)?.label ?? 'a deleted connection';
  return <bdi>{ids.map(label).join(', ')}</bdi>;
}

function Life({ token: { state, expiresAt, revokedAt } }: { token: ApiToken }) {
  if (revokedAt !== null) {
    return (
      <>
        revoked <Time at={revokedAt} form="ago" />
      </>
    );
  }
  return (
    <>
      {state === 'expired' ? 'ended' : 'ends'} <Time at={expiresAt} form="moment" />
    </>
  );
}

/** One token: whose, what it may, when it was last used, and the way to end it. */
export function TokenItem({ token }: { token: ApiToken }) {
  const { id, name, hint, role, connectionIds, owner, mine, lastUsedAt, state } = token;
  const revoke = useMutation(revokeTokenMutation(useQueryClient()));
  const works = state === 'active';
  return (
    <li className="border-t border-line py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
          <h2 className={`text-[15px] font-semibold tracking-[-.01em] ${works ? '' : 'text-soft'}`}>
            <bdi>{name}</bdi> <span className="font-mono text-[12.5px] font-normal text-soft">st_…{hint}</span>
            {works ? null : <span className="font-normal"> · {state}</span>}
          </h2>
          <p className="mt-0.5 text-soft">
            <span className="text-ink">{role}</span> · <Reach ids={connectionIds} /> ·{' '}
            {mine ? 'yours' : <bdi>{owner}</bdi>}
          </p>
          <p className="mt-0.5 text-soft">
            {lastUsedAt === null ? (
              'never used'
            ) : (
              <>
                last used <Time at={lastUsedAt} form="ago" />
              </>
            )}{' '}
            · <Life token={token} />
          </p>
        </div>
        {works ? (
          <Button
            look="quiet"
            aria-label={`Revoke ${name}`}
            busy={revoke.isPending}
            onClick={() => revoke.mutate(id, { onSuccess: () => announce(`${name} revoked`) })}
          >
            Revoke
          </Button>
        ) : null}
      </div>
      <Refusal problem={revoke.isError ? problemOf(revoke.error) : null} />
    </li>
  );
}
