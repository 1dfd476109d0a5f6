'use client';

import { useQuery } from '@tanstack/react-query';
import { SettingsHeading } from '@/components/settings/settings-section.tsx';
import { ShareLinkItem } from '@/components/settings/share-link-item.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { shareLinksQuery } from '@/lib/client/share-links.ts';

/** Links for people without an account: which there are, where they were read, and the way to end one. */
export function ShareLinksScreen() {
  const { data, error, dataUpdatedAt, refetch } = useQuery(shareLinksQuery());
  const working = data?.items.filter(({ state }) => state === 'active') ?? [];
  const ended = data?.items.filter(({ state }) => state !== 'active') ?? [];
  return (
    <>
      <SettingsHeading
        title="Share links"
        lead="Pages and badges that people without an account can open. Each shows one sender and what was chosen; it ends when it expires, when you revoke it, and while its maker may not see that sender. Make one with Share on a sender’s page."
      />
      {error && data ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {error && !data ? <ProblemState error={error} retry={() => void refetch()} titled /> : null}
      {!data && !error ? (
        <Loading what="share links">
          <Skeleton className="mt-5 h-16" />
        </Loading>
      ) : null}
      {data && working.length === 0 ? (
        <p className="mt-5 border-t border-line pt-4 text-soft">No link opens anything now.</p>
      ) : null}
      <ul className="mt-5">
        {working.map((link) => (
          <ShareLinkItem key={link.id} link={link} />
        ))}
      </ul>
      {ended.length > 0 ? (
        <details className="mt-5 border-t border-line pt-3">
          <summary className="min-h-6 cursor-pointer text-soft">Links that ended ({ended.length})</summary>
          <ul className="mt-2">
            {ended.map((link) => (
              <ShareLinkItem key={link.id} link={link} />
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
