'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { OUTCOME_WORDS } from '@/components/shell/act-words.ts';
import { notify } from '@/components/ui/announce.ts';
import { actQuery, forgetAfterAct } from '@/lib/client/act-mutations.ts';

/** Follows an act whose dialog was closed, and says how it ended. */
export default function ActWatch({ id, arn, onDone }: { id: string; arn: string; onDone: () => void }) {
  const client = useQueryClient();
  const { data: act } = useQuery(actQuery(id));
  const item = act?.items[0];
  const tell = useEffectEvent(() => {
    if (!item) return;
    const { word, tone } = OUTCOME_WORDS[item.outcome];
    notify(`${item.name}: ${word}`, tone);
    void forgetAfterAct(client, arn);
    onDone();
  });
  const settled = item !== undefined && item.outcome !== 'pending';
  useEffect(() => {
    if (settled) tell();
  }, [settled]);
  return null;
}
