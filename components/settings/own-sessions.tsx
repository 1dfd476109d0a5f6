'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Refusal } from '@/components/shell/refusal.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Time } from '@/components/ui/time.tsx';
import { endSessionsMutation } from '@/lib/client/account.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import type { OwnSessionList } from '@/lib/domain/user.ts';

type OwnSession = OwnSessionList['items'][number];

/** What a browser calls itself, in the words that tell two apart. */
function agentOf({ agent }: OwnSession): string {
  if (agent === null) return 'Unknown program';
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\/[\d.]+/.exec(agent)?.[1];
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(agent)?.[1];
  if (browser === undefined) return agent.slice(0, 60);
  return system === undefined ? browser : `${browser === 'Edg' ? 'Edge' : browser} on ${system}`;
}

export function OwnSessions({ items }: { items: readonly OwnSession[] }) {
  const end = useMutation(endSessionsMutation(useQueryClient()));
  return (
    <>
      <Refusal problem={end.isError ? problemOf(end.error) : null} />
      <ul className="mt-2">
        {items.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t border-line py-2"
          >
            <p className="min-w-0 [overflow-wrap:anywhere]">
              <bdi>{agentOf(session)}</bdi>
              {session.current ? <strong className="font-[550]"> · this one</strong> : null}{' '}
              <span className="text-soft">
                from <bdi>{session.address ?? 'an unknown address'}</bdi>, since{' '}
                <Time at={session.startedAt} form="moment" />
                {session.seenAt === null ? null : (
                  <>
                    , last used <Time at={session.seenAt} form="ago" />
                  </>
                )}
              </span>
            </p>
            {session.current ? null : (
              <Button
                look="quiet"
                busy={end.isPending && end.variables === session.id}
                aria-label={`End session of ${agentOf(session)} from ${session.address ?? 'an unknown address'}`}
                onClick={() => end.mutate(session.id)}
              >
                End session
              </Button>
            )}
          </li>
        ))}
      </ul>
      {items.length > 1 ? (
        <div className="mt-3">
          <Button busy={end.isPending && end.variables === null} onClick={() => end.mutate(null)}>
            End all other sessions
          </Button>
        </div>
      ) : null}
    </>
  );
}
