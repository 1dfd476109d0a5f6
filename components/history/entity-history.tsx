'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ChangeList } from '@/components/history/change-list.tsx';
import { GAP_WORDS } from '@/components/shell/gap-words.ts';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { Button } from '@/components/ui/button.tsx';
import { formatDuration } from '@/components/ui/format-time.ts';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Time } from '@/components/ui/time.tsx';
import { useLive } from '@/components/ui/use-live.ts';
import { changesQuery } from '@/lib/client/change-queries.ts';
import { POLL_ENTITY_MS } from '@/lib/client/query-client.ts';
import type { Change, CoverageGap } from '@/lib/domain/change.ts';

const Timeline = dynamic(() => import('@/components/history/timeline.tsx'), {
  ssr: false,
  loading: () => <Skeleton className="h-44 w-full" />,
});

const DAY_MS = 86_400_000;
const RANGES = ['1d', '14d', 'all'] as const;
const RANGE_WORDS = { '1d': '24 h', '14d': '14 d', all: 'all' } as const;

function startOf(range: (typeof RANGES)[number], changes: readonly Change[], now: number): number {
  if (range === '1d') return now - DAY_MS;
  if (range === '14d') return now - 14 * DAY_MS;
  const oldest = changes.map(({ awsTime, seenAt }) => Date.parse(awsTime ?? seenAt)).sort((a, b) => a - b)[0];
  return Math.min(oldest ?? now, now - DAY_MS);
}

function Gaps({ gaps }: { gaps: readonly CoverageGap[] }) {
  if (gaps.length === 0) return null;
  return (
    <ul className="mt-2 text-[12.5px] text-soft">
      {gaps.slice(0, 5).map((gap) => (
        <li key={gap.from}>
          Not watched <Time at={gap.from} form="moment" /> to {gap.to ? <Time at={gap.to} form="moment" /> : 'now'}
          {gap.to ? ` (${formatDuration(Date.parse(gap.to) - Date.parse(gap.from))})` : ''}: {GAP_WORDS[gap.reason]}.
        </li>
      ))}
      {gaps.length > 5 ? <li>and {gaps.length - 5} more.</li> : null}
    </ul>
  );
}

/** What happened to the entity in the address: steps, then the same as a list. */
export function EntityHistory() {
  const [{ arn, at, change, range }, set] = useQueryStates({
    arn: parseAsString.withDefault(''),
    at: parseAsString,
    change: parseAsString,
    range: parseAsStringLiteral(RANGES).withDefault('14d'),
  });
  const { data, error, dataUpdatedAt, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    changesQuery({ arn: arn.trim() }, POLL_ENTITY_MS),
  );
  // A picture in steps of a minute: it need not be drawn anew each second.
  const minute = useLive((now) => Math.ceil(now / 60_000) * 60_000);
  const changes = data?.pages.flatMap(({ items }) => items) ?? [];
  const gaps = data?.pages[0]?.gaps ?? [];
  const watchedSince = data?.pages[0]?.watchedSince ?? null;
  const to = at ? Math.max(Date.parse(at) || minute, minute) : minute;

  return (
    <section className="border-b border-line py-5.5" aria-label="History">
      <header className="mb-3 flex flex-wrap items-center gap-x-3.5">
        <h2 className="text-[14px] font-semibold">History</h2>
        <fieldset aria-label="Range of the picture" className="flex gap-1 text-[12.5px]">
          {RANGES.map((value) => (
            <button
              key={value}
              type="button"
              aria-pressed={range === value}
              className="min-h-6 cursor-pointer rounded px-1.5 text-soft aria-pressed:bg-paused-bg aria-pressed:text-ink"
              onClick={() => void set({ range: value })}
            >
              {RANGE_WORDS[value]}
            </button>
          ))}
        </fieldset>
        {data ? (
          <span className="ml-auto text-[12.5px] text-soft">
            {changes.length}
            {hasNextPage ? '+' : ''} {changes.length === 1 ? 'entry' : 'entries'} · {gaps.length}{' '}
            {gaps.length === 1 ? 'gap' : 'gaps'}
            {gaps.length > 0 || (watchedSince && Date.parse(watchedSince) > startOf(range, changes, minute))
              ? ' · hatched: not watched'
              : ''}
          </span>
        ) : null}
      </header>
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {data ? (
        <Timeline
          changes={changes}
          gaps={gaps}
          watchedSince={watchedSince}
          from={startOf(range, changes, minute)}
          to={to}
        />
      ) : null}
      {!data && !error ? <Skeleton className="h-44 w-full" /> : null}
      <Gaps gaps={gaps} />
      <ChangeList changes={changes} currentId={change} heading="h3" />
      {data && !hasNextPage && watchedSince ? (
        <p className="border-t border-line pt-2 text-[12.5px] text-soft">
          Watched since <Time at={watchedSince} form="moment" />; of the time before, SES tells only what its records
          and findings carry.
        </p>
      ) : null}
      {hasNextPage ? (
        <p className="mt-3">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older
          </Button>
        </p>
      ) : null}
    </section>
  );
}
