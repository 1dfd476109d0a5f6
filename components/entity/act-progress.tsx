'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { OUTCOME_WORDS } from '@/components/shell/act-words.ts';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { TONE_TEXT } from '@/components/ui/tone.ts';
import { actQuery } from '@/lib/client/act-mutations.ts';

/** What became of the act, read back from SES; may be closed before the end, the act goes on. */
export function ActProgress({ id, onSettled, onClose }: { id: string; onSettled: () => void; onClose: () => void }) {
  const { data: act, error, dataUpdatedAt } = useQuery(actQuery(id));
  const item = act?.items[0];
  const outcome = OUTCOME_WORDS[item?.outcome ?? 'pending'];
  const settled = item !== undefined && item.outcome !== 'pending';
  const tell = useEffectEvent((words: string) => {
    announce(words);
    onSettled();
  });
  useEffect(() => {
    if (settled) tell(outcome.word);
  }, [settled, outcome.word]);
  return (
    <div className="mt-4">
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      <p className={`text-[15px] font-[550] ${TONE_TEXT[outcome.tone]}`}>{outcome.word}</p>
      {item?.detail ? <p className="mt-1 text-soft [overflow-wrap:anywhere]">{item.detail}</p> : null}
      {settled ? null : (
        <p className="mt-1 text-soft">This may be closed; the act goes on and stands in the history.</p>
      )}
      <div className="mt-4 flex justify-end">
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  );
}
