'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { CreateTokenForm } from '@/components/settings/create-token-form.tsx';
import { SettingsHeading, SettingsSection } from '@/components/settings/settings-section.tsx';
import { TokenItem } from '@/components/settings/token-item.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { tokensQuery } from '@/lib/client/api-tokens.ts';
import { pages } from '@/lib/domain/paths.ts';

/** Tokens for programs: which there are, and how to make one. */
export function TokensScreen() {
  const { data, error, dataUpdatedAt, refetch } = useQuery(tokensQuery());
  return (
    <>
      <SettingsHeading
        title="API tokens"
        lead={
          <>
            For programs that ask Standing instead of you. A token never may more than you may at that moment, and never
            manages people or tokens. What it can ask is in the{' '}
            <Link href={pages.apiReference()} className="underline">
              API reference
            </Link>
            .
          </>
        }
      />
      {error && data ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {error && !data ? <ProblemState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading what="API tokens">
          <Skeleton className="mt-5 h-16" />
        </Loading>
      ) : null}
      {data?.items.length === 0 ? (
        <p className="mt-5 border-t border-line pt-4 text-soft">No program has a token yet.</p>
      ) : null}
      <ul className="mt-5">
        {data?.items.map((token) => (
          <TokenItem key={token.id} token={token} />
        ))}
      </ul>
      <SettingsSection
        title="Make a token"
        lead="It is shown once. Standing keeps only a hash of it; whoever has the token may do what it allows, so store it as you store a password."
      >
        <CreateTokenForm />
      </SettingsSection>
    </>
  );
}
