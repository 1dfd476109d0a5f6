'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { Refusal } from '@/components/shell/refusal.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { revokeShareLinkMutation } from '@/lib/client/share-links.ts';
import { pages } from '@/lib/domain/paths.ts';
import type { ShareLink } from '@/lib/domain/share-link.ts';

function What({ link: { kind, sections, from, to, hideNames } }: { link: ShareLink }) {
  const names = hideNames ? ' · names hidden' : '';
  if (kind === 'badge') return `status badge${names}`;
  return (
    <>
      {sections.join(', ')} · from {from ? <Time at={from} form="moment" /> : null}{' '}
      {to ? (
        <>
          to <Time at={to} form="moment" />
        </>
      ) : (
        'on, live'
      )}
      {names}
    </>
  );
}

function Life({ link: { state, expiresAt, revokedAt, revokedBy } }: { link: ShareLink }) {
  if (revokedAt !== null) {
    return (
      <>
        revoked <Time at={revokedAt} form="ago" /> by <bdi>{revokedBy}</bdi>
      </>
    );
  }
  if (state === 'ended') return 'its maker may not share this sender any more, so it opens nothing';
  return (
    <>
      {state === 'expired' ? 'ended' : 'ends'} <Time at={expiresAt} form="moment" />
    </>
  );
}

function Reads({ link: { reads, networks, lastReadAt } }: { link: ShareLink }) {
  if (lastReadAt === null) return <p className="mt-0.5 text-soft">never opened</p>;
  return (
    <details className="mt-0.5 text-soft">
      <summary className="min-h-6 cursor-pointer">
        read {reads} {reads === 1 ? 'time' : 'times'} from {networks.length}{' '}
        {networks.length === 1 ? 'network' : 'networks'}, last <Time at={lastReadAt} form="ago" />
      </summary>
      <ul className="mt-1 ml-4">
        {networks.map(({ network, reads: times, firstAt, lastAt }) => (
          <li key={network}>
            <span className="font-mono text-[12px]">{network}</span> · {times} · <Time at={firstAt} form="moment" /> to{' '}
            <Time at={lastAt} form="moment" />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** One link: to whom, what it shows, who made it, from where it was read, and the way to end it. */
export function ShareLinkItem({ link }: { link: ShareLink }) {
  const { id, arn, name, region, note, createdBy, createdAt, state } = link;
  const revoke = useMutation(revokeShareLinkMutation(useQueryClient()));
  return (
    <li className="border-t border-line py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
          <h2 className={`text-[15px] font-semibold tracking-[-.01em] ${state === 'active' ? '' : 'text-soft'}`}>
            <Link href={pages.entity(arn)} prefetch={false} className="no-underline hover:underline">
              <PlainText text={name} />
            </Link>{' '}
            <span className="font-normal text-soft">
              {region}
              {state === 'active' ? '' : ` · ${state}`}
            </span>
          </h2>
          {note === null ? null : (
            <p className="mt-0.5">
              <PlainText text={note} />
            </p>
          )}
          <p className="mt-0.5 text-soft">
            <What link={link} />
          </p>
          <p className="mt-0.5 text-soft">
            made by <bdi>{createdBy}</bdi> <Time at={createdAt} form="ago" /> · <Life link={link} />
          </p>
          <Reads link={link} />
        </div>
        {state === 'active' || state === 'ended' ? (
          <Button
            look="quiet"
            aria-label={`Revoke the link to ${name}`}
            busy={revoke.isPending}
            onClick={() => revoke.mutate(id, { onSuccess: () => announce('Link revoked') })}
          >
            Revoke
          </Button>
        ) : null}
      </div>
      <Refusal problem={revoke.isError ? problemOf(revoke.error) : null} />
    </li>
  );
}
