'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useEffectEvent } from 'react';
import { lasting } from '@/components/shell/act-preview-panel.tsx';
import { OUTCOME_WORDS, STATE_WORDS } from '@/components/shell/act-words.ts';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { TONE_TEXT } from '@/components/ui/tone.ts';
import { actQuery, forgetAfterActs, steerAct, type Steering } from '@/lib/client/act-mutations.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { ACT_OUTCOMES } from '@/lib/domain/act-names.ts';
import type { Act } from '@/lib/domain/act.ts';
import { pages } from '@/lib/domain/paths.ts';

const number = (count: number) => count.toLocaleString('en');

/** How an act on many senders goes: told live, steered here, and with a page of its own to come back to. */
export function ManyProgress({ id, onClose }: { id: string; onClose: () => void }) {
  const { data: act, error, dataUpdatedAt } = useQuery(actQuery(id, { limit: 1 }));
  const client = useQueryClient();
  const ended = act?.finishedAt != null;
  const tell = useEffectEvent(() => {
    if (act) announce(summary(act));
    void forgetAfterActs(client);
  });
  useEffect(() => {
    if (ended) tell();
  }, [ended]);
  return (
    <div className="mt-4">
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {act ? <ProgressBar act={act} /> : null}
      {act ? <OutcomeCounts act={act} /> : null}
      {ended ? null : <p className="mt-3 text-soft">This may be closed; the act goes on, also while nobody looks.</p>}
      <div className="mt-4 flex flex-wrap items-center justify-end gap-2">
        <Link href={pages.act(id)} className="mr-auto underline">
          {ended ? 'Every sender and how it ended' : 'Open its page'}
        </Link>
        {act ? <Steer act={act} /> : null}
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  );
}

function summary(act: Act): string {
  const told = ACT_OUTCOMES.flatMap((outcome) =>
    act.counts[outcome] === undefined ? [] : [`${act.counts[outcome]} ${outcome}`],
  );
  return `${STATE_WORDS[act.state]}: ${told.join(', ')}`;
}

/** How far it is, how fast, and how long it takes still. */
export function ProgressBar({ act }: { act: Act }) {
  const { settled, perSecond, secondsLeft } = act.progress;
  const rate = perSecond === null ? '' : ` · ${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)} a second`;
  const left = secondsLeft === null ? '' : ` · about ${lasting(secondsLeft)} left`;
  return (
    <div>
      <p className="mb-1.5 flex flex-wrap gap-x-2 text-[15px] font-[550]">
        {STATE_WORDS[act.state]}
        <span className="font-normal text-soft tabular-nums">
          {number(settled)} of {number(act.total)}
          {rate}
          {left}
        </span>
      </p>
      <progress className="act-progress" max={act.total} value={settled} aria-label="Senders settled" />
      {act.stateReason === null ? null : <p className="mt-1.5 text-soft [overflow-wrap:anywhere]">{act.stateReason}</p>}
    </div>
  );
}

/** Senders by how they ended. */
export function OutcomeCounts({ act }: { act: Act }) {
  const shown = ACT_OUTCOMES.filter((outcome) => (act.counts[outcome] ?? 0) > 0);
  return (
    <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
      {shown.map((outcome) => (
        <li key={outcome} className={TONE_TEXT[OUTCOME_WORDS[outcome].tone]}>
          <b className="font-semibold tabular-nums">{number(act.counts[outcome] ?? 0)}</b> {OUTCOME_WORDS[outcome].word}
        </li>
      ))}
    </ul>
  );
}

/** Pause, go on, cancel the rest: what its state permits. */
export function Steer({ act }: { act: Act }) {
  const client = useQueryClient();
  const steer = useMutation({
    ...steerAct(act.id),
    onSettled: () => void client.invalidateQueries({ queryKey: ['act', act.id] }),
  });
  const button = (verb: Steering, words: string) => (
    <Button busy={steer.isPending} onClick={() => steer.mutate(verb)}>
      {words}
    </Button>
  );
  if (act.finishedAt !== null) return null;
  return (
    <>
      {steer.error ? (
        <span role="alert" className="text-stop">
          {problemOf(steer.error).detail}
        </span>
      ) : null}
      {act.state === 'running' ? button('pause', 'Pause') : null}
      {act.state === 'paused' ? button('resume', 'Go on') : null}
      {act.state === 'cancelled'
        ? null
        : button('cancel', act.state === 'awaiting-approval' ? 'Withdraw' : 'Cancel the rest')}
    </>
  );
}
