'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ActFollowUps } from '@/components/triage/act-follow-ups.tsx';
import { ActItems } from '@/components/triage/act-items.tsx';
import { ApprovalPanel } from '@/components/triage/approval-panel.tsx';
import { ProgressBar, Steer } from '@/components/triage/many-progress.tsx';
import { ACT_TITLES, OUTCOME_WORDS } from '@/components/shell/act-words.ts';
import { CopyAddress } from '@/components/shell/copy-link.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { Time } from '@/components/ui/time.tsx';
import { actQuery } from '@/lib/client/act-mutations.ts';
import { ACT_OUTCOMES, type ActOutcome } from '@/lib/domain/act-names.ts';
import type { Act } from '@/lib/domain/act.ts';
import { counted } from '@/lib/domain/counted.ts';
import { api, pages } from '@/lib/domain/paths.ts';

const PAGE = 200;
const MANY =
  'inline-flex min-h-7 cursor-pointer items-center gap-1.5 rounded-full border bg-panel px-2.5 text-[12.5px]';

/** One act: how it goes, what can be done about it, and every sender by name with how it ended. */
export function ActScreen() {
  const [{ id, outcome, from }, set] = useQueryStates({
    id: parseAsString.withDefault(''),
    outcome: parseAsArrayOf(parseAsStringLiteral(ACT_OUTCOMES)).withDefault([]),
    from: parseAsInteger.withDefault(0),
  });
  const query = {
    limit: PAGE,
    ...(outcome.length === 0 ? {} : { outcome: outcome.join(',') }),
    ...(from === 0 ? {} : { cursor: String(from) }),
  };
  const {
    data: act,
    error,
    refetch,
    dataUpdatedAt,
  } = useQuery({
    ...actQuery(id, query),
    enabled: id !== '',
    placeholderData: (before) => (before?.id === id ? before : undefined),
  });
  if (!act) {
    return error ? <ProblemState error={error} retry={() => void refetch()} /> : <ActSkeleton />;
  }
  const toggle = (word: ActOutcome) =>
    void set({
      outcome: outcome.includes(word) ? outcome.filter((other) => other !== word) : [...outcome, word],
      from: null,
    });
  return (
    <>
      <PageActions>
        <CopyAddress
          sentence={() => `${ACT_TITLES[act.act]}: ${act.total.toLocaleString('en')} SES senders, ${act.who}`}
        />
      </PageActions>
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      <p className="mt-2.5 text-[12.5px] text-soft">
        <Link href={pages.acts()}>Acts</Link>
      </p>
      <ActHead act={act} />
      <div className="mt-4 max-w-3xl">
        <ProgressBar act={act} />
        <div className="mt-3 flex flex-wrap gap-2">
          <Steer act={act} />
          <ActFollowUps act={act} />
        </div>
        <ApprovalPanel act={act} />
      </div>
      <div className="mt-5 mb-2 flex flex-wrap items-center gap-1.5">
        {ACT_OUTCOMES.filter((word) => (act.counts[word] ?? 0) > 0 || outcome.includes(word)).map((word) => (
          <button
            key={word}
            type="button"
            aria-pressed={outcome.includes(word)}
            className={`${MANY} ${outcome.includes(word) ? 'border-accent' : 'border-line hover:border-faint'}`}
            onClick={() => toggle(word)}
          >
            {OUTCOME_WORDS[word].short}
            <b className="font-semibold tabular-nums">{(act.counts[word] ?? 0).toLocaleString('en')}</b>
          </button>
        ))}
        <a
          href={api.actCsv(act.id, outcome.length === 0 ? {} : { outcome: outcome.join(',') })}
          className="ml-auto text-[12.5px] underline"
          download
        >
          export CSV
        </a>
      </div>
      <ActItems
        act={act}
        from={from}
        onPage={(next) => {
          void set({ from: next === 0 ? null : next });
          window.scrollTo({ top: 0 });
        }}
      />
    </>
  );
}

function ActHead({ act }: { act: Act }) {
  return (
    <>
      <h1 className="text-[22px] font-[620] tracking-[-.015em]">
        {ACT_TITLES[act.act]}
        {act.policy === null ? '' : ` to ${act.policy}`}
        <span className="font-normal text-soft"> · {counted(act.total, 'sender')}</span>
      </h1>
      <p className="mt-1 [overflow-wrap:anywhere] whitespace-pre-line">{act.reason}</p>
      <p className="mt-1 text-soft">
        {act.who} · started <Time at={act.startedAt} form="moment" />
        {act.finishedAt ? (
          <>
            {' · ended '}
            <Time at={act.finishedAt} form="moment" />
          </>
        ) : null}
      </p>
    </>
  );
}

function ActSkeleton() {
  return (
    <Loading what="the act">
      <Skeleton className="mt-4 h-6 w-72" />
      <Skeleton className="mt-3 h-4 w-96 max-w-full" />
      <Skeleton className="mt-5 h-3 w-full max-w-3xl" />
    </Loading>
  );
}
