'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import { SharedCards } from '@/components/sharing/shared-cards.tsx';
import { SharedFindings } from '@/components/sharing/shared-findings.tsx';
import { SharedHeader } from '@/components/sharing/shared-header.tsx';
import { SharedVerdict } from '@/components/sharing/shared-verdict.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { sharedViewQuery } from '@/lib/client/share-links.ts';

const SharedHistory = dynamic(() => import('@/components/sharing/shared-history.tsx'), {
  loading: () => <Skeleton className="mt-5 h-44 w-full" />,
});

function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
const tokenHere = () => window.location.hash.slice(1);

function Refused({ title, detail }: { title: string; detail: string }) {
  return (
    <EmptyState whole title={title}>
      {detail}
    </EmptyState>
  );
}

/** What the link in the address opens. A link that ended takes away what it showed. */
export function SharedScreen() {
  const token = useSyncExternalStore(onHashChange, tokenHere, () => null);
  const { data, error } = useQuery(sharedViewQuery(token ?? ''));
  if (token === '') {
    return <Refused title="This address lacks its link" detail="Open the whole address that you were given." />;
  }
  const problem = error ? problemOf(error) : null;
  if (problem && (!data || problem.code === 'invalid-link')) {
    const ended = problem.code === 'invalid-link';
    return (
      <Refused title={ended ? 'This link opens nothing' : 'This could not be shown now'} detail={problem.detail} />
    );
  }
  if (!data) {
    return (
      <Loading what="the shared view">
        <Skeleton className="mt-6 h-8 w-72" />
        <Skeleton className="mt-5 h-28 w-full" />
        <Skeleton className="mt-5 h-44 w-full" />
      </Loading>
    );
  }
  return (
    <>
      <title>{`${data.sender.name ?? 'A sender'} · Shared view · Standing`}</title>
      <SharedHeader view={data} problem={problem?.detail ?? null} />
      {data.verdict || data.working ? <SharedVerdict view={data} /> : null}
      {data.cards ? <SharedCards cards={data.cards} /> : null}
      {data.findings ? <SharedFindings findings={data.findings} asOf={data.asOf} /> : null}
      {data.history ? <SharedHistory view={data} history={data.history} /> : null}
    </>
  );
}
