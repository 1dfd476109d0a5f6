'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useEffect } from 'react';
import { ListSkeleton } from '@/components/fleet/list-skeleton.tsx';
import { TriageGroup } from '@/components/fleet/triage-group.tsx';
import { useLiftGroup } from '@/components/fleet/use-lift-group.ts';
import { useListKeys } from '@/components/fleet/use-list-keys.ts';
import { ViewChip } from '@/components/fleet/view-chip.tsx';
import { CopyAddress } from '@/components/shell/copy-link.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { PlaceFilter, usePlaceFilter } from '@/components/shell/place-filter.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { rememberListOrder } from '@/lib/client/list-order.ts';
import { overviewQuery } from '@/lib/client/overview-queries.ts';

const LIFTS = ['you', 'aws'] as const;
type Lift = (typeof LIFTS)[number];

const GROUPS: Record<Lift, { title: string; note: string }> = {
  you: { title: 'You can lift these', note: 'The customer-managed record stops them.' },
  aws: {
    title: 'AWS must lift these',
    note: 'The SES-managed record stops them; AWS documents a Support case as the way.',
  },
};
const CHOICES = { all: 'All', you: 'You can lift', aws: 'AWS must lift' } as const;

/** Who cannot send, by who can lift it. */
export function TriageScreen() {
  const place = usePlaceFilter();
  const you = useLiftGroup(['disabled', 'disabled-unexplained'], place.query);
  const aws = useLiftGroup(['disabled-twice', 'disabled-by-ses'], place.query);
  const { data: overview } = useQuery(overviewQuery());
  const [{ selected, lift }, set] = useQueryStates({ selected: parseAsString, lift: parseAsStringLiteral(LIFTS) });
  const router = useRouter();
  const all = { you, aws };
  const shown = LIFTS.filter((name) => lift === null || lift === name);
  const counts = shown.map((name) => all[name].list.reachable);
  const rowAt = (index: number) => {
    let rest = index;
    for (const [at, name] of shown.entries()) {
      if (rest < (counts[at] ?? 0)) return all[name].rows.rowAt(rest);
      rest -= counts[at] ?? 0;
    }
    return undefined;
  };
  useListKeys({
    rowAt,
    count: counts.reduce((sum, count) => sum + count, 0),
    selected,
    select: (arn) => void set({ selected: arn }),
    open: (href) => router.push(href),
  });
  useEffect(() =>
    rememberListOrder(
      shown.flatMap((name) => [...all[name].list.pages.values()].flatMap((rows) => rows.map(({ arn }) => arn))),
    ),
  );

  const error = you.list.error ?? aws.list.error;
  if (!you.list.head.data || !aws.list.head.data) {
    const again = () => void Promise.all([you.list.head.refetch(), aws.list.head.refetch()]);
    return error ? <ProblemState error={error} retry={again} /> : <ListSkeleton />;
  }
  const total = you.list.total + aws.list.total;
  const blind = (overview?.unread ?? 0) > 0;
  const isFiltered = Object.keys(place.query).length > 0;
  const dataUpdatedAt = Math.min(you.list.head.dataUpdatedAt, aws.list.head.dataUpdatedAt);
  return (
    <>
      <PageActions>
        <CopyAddress sentence={() => `${total.toLocaleString('en')} SES senders cannot send`} />
      </PageActions>
      <div className="mt-2.5 flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="text-[22px] font-[620] tracking-[-.015em]">Triage</h1>
        {total > 0 || isFiltered ? <PlaceFilter place={place} /> : null}
        {total > 0 ? (
          <>
            <fieldset aria-label="Who can lift it" className="flex flex-wrap gap-1 text-[12.5px]" data-screen-only>
              {(['all', ...LIFTS] as const).map((name) => (
                <button
                  key={name}
                  type="button"
                  aria-pressed={(lift ?? 'all') === name}
                  className="min-h-7 cursor-pointer rounded px-2 text-soft hover:text-ink aria-pressed:bg-paused-bg aria-pressed:text-ink"
                  onClick={() => void set({ lift: name === 'all' ? null : name })}
                >
                  {CHOICES[name]} {(name === 'all' ? total : all[name].list.total).toLocaleString('en')}
                </button>
              ))}
            </fieldset>
            <span className="ml-auto text-[12.5px] text-soft">
              <ViewChip />
            </span>
          </>
        ) : null}
      </div>
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {total === 0 && isFiltered ? (
        <EmptyState title="No stopped sender matches" action={<Button onClick={place.clear}>Clear the filter</Button>}>
          The Regions and connections chosen above hide the others.
        </EmptyState>
      ) : null}
      {total === 0 && !isFiltered ? (
        <EmptyState
          title={blind ? 'Nothing is known to be stopped, but not everything can be read' : 'No sender is stopped'}
        >
          {blind
            ? `${overview?.unread.toLocaleString('en')} senders cannot be read now; what is said above about their connection applies here.`
            : 'SES reports no disabled sender in any connection.'}
        </EmptyState>
      ) : null}
      {shown.map((name) => (
        <TriageGroup key={name} {...GROUPS[name]} {...all[name]} selected={selected} />
      ))}
    </>
  );
}
