'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { unwatchedOf } from '@/components/history/unwatched-of.ts';
import { HistoryFilters } from '@/components/history/history-filters.tsx';
import { HistoryList } from '@/components/history/history-list.tsx';
import type { View } from '@/components/history/lay-out.ts';
import { prepareLanes } from '@/components/history/prepare-lanes.ts';
import { RangeControl } from '@/components/history/range-control.tsx';
import { SelectedChange } from '@/components/history/selected-change.tsx';
import Timeline from '@/components/history/timeline.tsx';
import { useHistoryState, useHistoryView } from '@/components/history/use-history-view.ts';
import type { Stop } from '@/components/history/walk-steps.ts';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { historyQuery } from '@/lib/client/change-queries.ts';
import { unpackRuns } from '@/lib/domain/history.ts';
import { formatRange } from '@/lib/domain/parse-range.ts';
import { pages } from '@/lib/domain/paths.ts';

/** To the minute where that is less than a pixel. */
function rounded({ from, to }: View): View {
  const unit = to - from > 86_400_000 ? 60_000 : 1;
  return { from: Math.round(from / unit) * unit, to: Math.round(to / unit) * unit };
}

/** A view that reaches the present goes on with it. */
function rangeOf(view: View, now: number): string {
  const { from, to } = rounded(view);
  return formatRange({ from, to: to > now - (to - from) / 200 ? null : to });
}

/** The picture and the list of one entity's history, both of the range in the address. */
export default function HistoryBody() {
  const [state, set] = useHistoryState();
  const arn = state.arn.trim();
  const zone = useRemembered(timeZone);
  const { data: history, error, dataUpdatedAt, refetch } = useQuery(historyQuery(arn));
  const earliest = history ? Date.parse(history.earliest) : null;
  const { view, range, text, problem, now } = useHistoryView(state, earliest);
  const lanes = useMemo(() => (history ? prepareLanes(history.tracks.map(unpackRuns), history.marks) : []), [history]);
  const gaps = useMemo(() => (history ? unwatchedOf(history, now, zone) : []), [history, now, zone]);
  const inSight = gaps.filter(({ from, to, under }) => !under && to > view.from && from < view.to);
  const at = state.at === null ? null : Date.parse(state.at);

  // Before it no page can be shown: Standing did not know the sender.
  const firstSeen = history ? Date.parse(history.watchedSince) : 0;
  /** The moment it was first known at, with picture and list as they are: the same for everybody who opens it. */
  const linkTo = (moment: number, change: string | null, shown: View) =>
    pages.entity(arn, {
      at: new Date(Math.max(moment, firstSeen)).toISOString(),
      change,
      range: formatRange(rounded({ from: shown.from, to: Math.min(shown.to, now) })),
      track: state.track.join(','),
      source: state.source.join(','),
      actor: state.actor.join(','),
    });
  const linkOf = ({ lane, step }: Stop, shown: View): string | null =>
    lane.kind === 'marks'
      ? step.href
      : linkTo(step.knownAt, step.changeId === null ? null : String(step.changeId), shown);

  return (
    <>
      <header className="mb-1 flex flex-wrap items-center gap-x-3.5 gap-y-1.5">
        <h2 className="text-[14px] font-semibold">History</h2>
        <RangeControl text={text} problem={problem} onChange={(chosen) => void set({ range: chosen })} />
        {history ? (
          <span className="ml-auto text-[12.5px] text-soft">
            {history.changes.toLocaleString('en')} {history.changes === 1 ? 'entry' : 'entries'} · {history.gaps.length}{' '}
            {history.gaps.length === 1 ? 'gap' : 'gaps'}
            {inSight.length > 0 || view.from < Date.parse(history.watchedSince) ? ' · hatched: not watched' : ''}
          </span>
        ) : null}
      </header>
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {earliest !== null ? (
        <Timeline
          lanes={lanes}
          gaps={gaps}
          settled={view}
          earliest={earliest}
          now={now}
          at={at}
          selectedId={state.change === null ? null : Number(state.change)}
          linkOf={linkOf}
          onView={(rested) => void set({ range: rangeOf(rested, now) })}
        />
      ) : null}
      {!history && !error ? <Skeleton className="h-60 w-full" /> : null}
      {history?.incompleteBefore ? (
        <p className="text-[12.5px] text-soft">
          The picture is of the newest {history.changes.toLocaleString('en')} entries; the list below has all.
        </p>
      ) : null}
      {inSight.length > 0 ? (
        <ul className="mt-1 text-[12.5px] text-soft">
          {inSight.slice(-5).map(({ from, words }) => (
            <li key={from}>{words}.</li>
          ))}
          {inSight.length > 5 ? <li>and {inSight.length - 5} earlier.</li> : null}
        </ul>
      ) : null}
      {state.change === null ? null : (
        <SelectedChange
          arn={arn}
          id={state.change}
          lanes={lanes}
          now={now}
          onClear={() => void set({ change: null })}
        />
      )}
      <HistoryFilters history={history} filter={state} onChange={(filter) => void set(filter)} />
      <HistoryList
        arn={arn}
        filter={state}
        range={range}
        currentId={state.change}
        linkTo={(change) => linkTo(Date.parse(change.seenAt), change.id, view)}
        watchedSince={history?.watchedSince ?? null}
        hasEarlier={range.from !== null && earliest !== null && earliest < range.from}
        onAll={() => void set({ range: 'all' })}
        onNew={() => void refetch()}
      />
    </>
  );
}
