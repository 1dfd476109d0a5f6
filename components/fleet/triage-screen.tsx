'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { CauseWords, NameLink } from '@/components/fleet/columns.tsx';
import { ListSkeleton } from '@/components/fleet/list-skeleton.tsx';
import { useListKeys } from '@/components/fleet/use-list-keys.ts';
import { CopyAddress } from '@/components/shell/copy-link.tsx';
import { ImpactBadge, StandingBadge } from '@/components/shell/mark.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { STOPPED } from '@/components/shell/reading-state.ts';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Time } from '@/components/ui/time.tsx';
import { LIST_PAGE, entityPageQuery } from '@/lib/client/entity-queries.ts';
import { overviewQuery } from '@/lib/client/overview-queries.ts';
import type { EntityListItem } from '@/lib/domain/entity.ts';
import { pages } from '@/lib/domain/paths.ts';
import type { Standing } from '@/lib/domain/vocabulary.ts';

const GROUPS: { title: string; note: string; standings: readonly Standing[] }[] = [
  {
    title: 'You can lift these',
    note: 'The customer-managed record stops them.',
    standings: ['disabled', 'disabled-unexplained'],
  },
  {
    title: 'AWS must lift these',
    note: 'The SES-managed record stops them; AWS documents a Support case as the way.',
    standings: ['disabled-twice', 'disabled-by-ses'],
  },
];

function Line({ row, selected }: { row: EntityListItem; selected: boolean }) {
  return (
    <li
      data-row={row.arn}
      data-selected={selected || undefined}
      className={`relative grid scroll-my-16 gap-x-4 gap-y-0.5 border-t border-line px-2 py-2 hover:bg-paused-bg/60 md:grid-cols-[minmax(0,1.3fr)_170px_80px_minmax(0,2fr)_110px] md:items-center ${selected ? 'bg-paused-bg shadow-[inset_2px_0_var(--accent)]' : ''}`}
    >
      <span className="flex min-w-0 flex-col">
        <NameLink row={row} />
        <span className="truncate text-[12.5px] text-soft">
          {row.region} · {row.account}
        </span>
      </span>
      <StandingBadge {...row} />
      <ImpactBadge impact={row.reputationImpact} />
      <span className="min-w-0 truncate text-soft">
        <CauseWords row={row} />
      </span>
      <span className="text-soft md:text-right">
        <Time at={row.since.at} form="duration" atLeast={row.since.atLeast} />
      </span>
    </li>
  );
}

/** Who cannot send, by who can lift it. */
export function TriageScreen() {
  const filter = { status: STOPPED.join(',') };
  const { data, error, dataUpdatedAt, refetch } = useQuery(entityPageQuery(filter, null));
  const { data: overview } = useQuery(overviewQuery());
  const [selected, select] = useQueryState('selected', parseAsString);
  const router = useRouter();
  const rows = GROUPS.flatMap(
    ({ standings }) => data?.items.filter(({ standing }) => standings.includes(standing)) ?? [],
  );
  useListKeys({
    rowAt: (index) => rows[index],
    count: rows.length,
    selected,
    select: (arn) => void select(arn),
    open: (href) => router.push(href),
  });
  if (!data) return error ? <ProblemState error={error} retry={() => void refetch()} /> : <ListSkeleton />;
  const blind = (overview?.unread ?? 0) > 0;
  return (
    <div className="max-w-[1180px]">
      <PageActions>
        <CopyAddress sentence={() => `${data.total.toLocaleString('en')} SES senders cannot send`} />
      </PageActions>
      <h1 className="mt-2.5 text-[22px] font-[620] tracking-[-.015em]">Triage</h1>
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {data.total === 0 ? (
        <EmptyState
          title={blind ? 'Nothing is known to be stopped, but not everything can be read' : 'No sender is stopped'}
        >
          {blind
            ? `${overview?.unread.toLocaleString('en')} senders cannot be read now; what is said above about their connection applies here.`
            : 'SES reports no disabled sender in any connection.'}
        </EmptyState>
      ) : null}
      {GROUPS.map(({ title, note, standings }) => {
        const group = rows.filter(({ standing }) => standings.includes(standing));
        return group.length === 0 ? null : (
          <section key={title} aria-label={title} className="mt-5">
            <h2 className="text-[15px] font-semibold tracking-[-.01em]">{title}</h2>
            <p className="mb-2 text-[12.5px] text-soft">{note}</p>
            <ul>
              {group.map((row) => (
                <Line key={row.arn} row={row} selected={row.arn === selected} />
              ))}
            </ul>
          </section>
        );
      })}
      {data.total > LIST_PAGE ? (
        <p className="mt-4 flex flex-wrap items-center gap-3 text-soft">
          The worst {LIST_PAGE} of {data.total.toLocaleString('en')} are shown.
          <ButtonLink href={pages.entities(filter)}>All of them</ButtonLink>
        </p>
      ) : null}
    </div>
  );
}
