'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { ApiOperationItem } from '@/components/settings/api-operation-item.tsx';
import { SettingsHeading, SettingsSection } from '@/components/settings/settings-section.tsx';
import { ProblemState } from '@/components/shell/problem-state.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { apiDescriptionQuery } from '@/lib/client/api-description.ts';
import { api, pages } from '@/lib/domain/paths.ts';

const LEADS: Record<string, string> = {
  Senders: 'Their standing, their history, and the acts on them.',
  Sharing: 'Files, links for people without an account, and badges.',
  Standing: 'Connections, tokens, the audit and health.',
  People: 'Signing in and who may. Most of it is for the pages themselves and takes no token.',
};

/** The JSON API to read, from the same document that programs read. */
export function ApiScreen() {
  const { data, error, refetch } = useQuery(apiDescriptionQuery());
  const server = data?.servers[0]?.url ?? '';
  const example = `curl -H "Authorization: Bearer $STANDING_TOKEN" "${server}${api.entities({ status: 'DISABLED' })}"`;
  return (
    <>
      <SettingsHeading
        title="API reference"
        lead={
          <>
            {data?.info.description ?? 'What programs can ask Standing.'} A program sends one of your{' '}
            <Link href={pages.tokens()} className="underline">
              API tokens
            </Link>
            . For tools:{' '}
            <a href={api.openapi()} className="underline">
              OpenAPI 3.1
            </a>
            .
          </>
        }
      />
      {error && !data ? <ProblemState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading what="the API reference">
          <Skeleton className="mt-5 h-40" />
        </Loading>
      ) : null}
      {data ? (
        <div className="mt-4 flex flex-wrap items-start gap-2">
          <pre className="min-w-0 flex-1 basis-72 rounded-lg border border-line bg-panel p-3 font-mono text-[12px] leading-[1.55] [overflow-wrap:anywhere] whitespace-pre-wrap">
            {example}
          </pre>
          <CopyButton text={() => example} label="Copy" said="Example copied" />
        </div>
      ) : null}
      {data?.tags.map(({ name }) => (
        <SettingsSection key={name} title={name} lead={LEADS[name] ?? ''}>
          <ul className="mt-3">
            {Object.entries(data.paths).flatMap(([path, methods]) =>
              Object.entries(methods)
                .filter(([, operation]) => operation.tags.includes(name))
                .map(([method, operation]) => (
                  <ApiOperationItem key={`${method} ${path}`} method={method} path={path} operation={operation} />
                )),
            )}
          </ul>
        </SettingsSection>
      ))}
    </>
  );
}
