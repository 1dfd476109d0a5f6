'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useAuditFilter } from '@/components/audit/audit-filter.ts';
import { AuditFilters } from '@/components/audit/audit-filters.tsx';
import { AuditList } from '@/components/audit/audit-list.tsx';
import { ActivityViews } from '@/components/shell/activity-views.tsx';
import { CopyAddress } from '@/components/shell/copy-link.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { auditQuery } from '@/lib/client/audit-queries.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { refusalFor } from '@/lib/domain/access.ts';
import { api } from '@/lib/domain/paths.ts';

/** Who did what through Standing, and who was refused. */
export function AuditScreen() {
  const { data: session } = useQuery(sessionQuery());
  const refusal = session?.user == null ? null : refusalFor(session.user, 'audit.read');
  return (
    <div className="max-w-[1180px]">
      <PageActions>
        <CopyAddress sentence={() => 'What was done through Standing'} />
      </PageActions>
      <ActivityViews current="audit" />
      {refusal === null ? null : <EmptyState title="Not yours to see">{refusal}</EmptyState>}
      {session !== undefined && refusal === null ? <Rows /> : null}
    </div>
  );
}

function Rows() {
  const audit = useAuditFilter();
  const { data, error, dataUpdatedAt, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    auditQuery(audit.filter),
  );
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const exportOf = (format: 'csv' | 'ndjson') => api.auditExport({ ...audit.filter, format });
  return (
    <>
      <AuditFilters audit={audit} people={data?.pages[0]?.people ?? []} />
      {data ? (
        <p className="text-[12.5px] text-soft">
          Export what matches as{' '}
          <a href={exportOf('csv')} className="underline" download>
            CSV
          </a>{' '}
          or{' '}
          <a href={exportOf('ndjson')} className="underline" download>
            NDJSON
          </a>
          ; that you did is written down too.
        </p>
      ) : null}
      {error && data ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {error && !data ? <ProblemState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading what="the audit">
          <Skeleton className="mt-4 h-60 w-full" />
        </Loading>
      ) : null}
      {data && rows.length === 0 ? (
        <EmptyState
          title={audit.isFiltered ? 'Nothing matches' : 'Nothing was done yet'}
          action={audit.isFiltered ? <Button onClick={() => void audit.clear()}>Clear filters</Button> : null}
        >
          {audit.isFiltered
            ? 'No row of the audit fits these filters.'
            : 'Signing in, acts on senders, and changes of connections, people and tokens appear here, refusals within a minute.'}
        </EmptyState>
      ) : null}
      <AuditList rows={rows} />
      {hasNextPage ? (
        <p className="mt-3">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older
          </Button>
        </p>
      ) : null}
    </>
  );
}
