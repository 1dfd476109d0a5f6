'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsString, useQueryStates } from 'nuqs';
import { BackToTriage } from '@/components/triage/back-to-triage.tsx';
import { ACT_TITLES, OUTCOME_WORDS, STATE_WORDS } from '@/components/shell/act-words.ts';
import { ProblemState } from '@/components/shell/problem-state.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { Time } from '@/components/ui/time.tsx';
import { TONE_TEXT } from '@/components/ui/tone.ts';
import { actListQuery } from '@/lib/client/act-mutations.ts';
import { ACT_OUTCOMES } from '@/lib/domain/act-names.ts';
import type { ActSummary } from '@/lib/domain/act.ts';
import { pages } from '@/lib/domain/paths.ts';

const STATES = {
  '': 'All',
  'awaiting-approval': 'Waiting for approval',
  'running,paused': 'Under way',
} as const;

/** Acts, newest first: what runs, what waits for somebody, what was done. */
export function ActsScreen() {
  const [{ state, cursor }, set] = useQueryStates({
    state: parseAsString.withDefault(''),
    cursor: parseAsString,
  });
  const { data, error, refetch } = useQuery(actListQuery(state, cursor));
  return (
    <>
      <BackToTriage />
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="text-[22px] font-[620] tracking-[-.015em]">Acts</h1>
        <fieldset aria-label="State" className="flex flex-wrap gap-1 text-[12.5px]" data-screen-only>
          {Object.entries(STATES).map(([value, label]) => (
            <button
              key={value}
              type="button"
              aria-pressed={state === value}
              className="min-h-7 cursor-pointer rounded px-2 text-soft hover:text-ink aria-pressed:bg-paused-bg aria-pressed:text-ink"
              onClick={() => void set({ state: value === '' ? null : value, cursor: null })}
            >
              {label}
            </button>
          ))}
        </fieldset>
      </div>
      {error && !data ? <ProblemState titled error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading what="acts">
          <Skeleton className="h-4 w-96 max-w-full" />
        </Loading>
      ) : null}
      {data?.items.length === 0 ? (
        <EmptyState
          title={state === '' ? 'No act yet' : 'No act is in this state'}
          action={state === '' ? undefined : <Button onClick={() => void set({ state: null })}>Show all</Button>}
        >
          An act starts on a sender’s page, or on a selection of the list.
        </EmptyState>
      ) : null}
      <ul>
        {data?.items.map((act) => (
          <ActLine key={act.id} act={act} />
        ))}
      </ul>
      {data?.nextCursor ? <Button onClick={() => void set({ cursor: data.nextCursor })}>Older acts</Button> : null}
    </>
  );
}

function ActLine({ act }: { act: ActSummary }) {
  const told = ACT_OUTCOMES.filter((outcome) => (act.counts[outcome] ?? 0) > 0);
  return (
    <li className="relative grid gap-x-4 gap-y-0.5 border-t border-line py-2.5 hover:bg-paused-bg/60 min-[720px]:grid-cols-[minmax(200px,1fr)_170px_minmax(0,1.4fr)_150px]">
      <span className="min-w-0">
        <Link
          href={pages.act(act.id)}
          prefetch={false}
          className="font-[550] no-underline after:absolute after:inset-0 hover:underline"
        >
          {ACT_TITLES[act.act]}
          {act.policy === null ? '' : ` to ${act.policy}`} · {act.total.toLocaleString('en')}
        </Link>
        <span className="block truncate text-soft">{act.reason}</span>
      </span>
      <span className={act.state === 'awaiting-approval' || act.state === 'paused' ? 'text-watch' : ''}>
        {STATE_WORDS[act.state]}
      </span>
      <span className="flex flex-wrap gap-x-3">
        {told.map((outcome) => (
          <span key={outcome} className={TONE_TEXT[OUTCOME_WORDS[outcome].tone]}>
            {(act.counts[outcome] ?? 0).toLocaleString('en')} {OUTCOME_WORDS[outcome].short.toLowerCase()}
          </span>
        ))}
      </span>
      <span className="text-soft min-[720px]:text-right">
        <Time at={act.startedAt} form="ago" />
        <span className="block truncate">{act.who}</span>
      </span>
    </li>
  );
}
