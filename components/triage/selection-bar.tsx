'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button.tsx';
import { useShortcuts } from '@/components/shell/keyboard.ts';
import type { ActTarget } from '@/lib/client/act-mutations.ts';
import { guardRailsQuery } from '@/lib/client/guard-rail-queries.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { refusalOf, roleMay } from '@/lib/domain/access.ts';
import type { ActName } from '@/lib/domain/act-names.ts';

const ActOnMany = dynamic(() => import('@/components/triage/act-on-many.tsx'), { ssr: false });

export interface SelectionBarProps {
  count: number;
  isAll: boolean;
  /** All that match the filter. */
  total: number;
  target: ActTarget;
  selectAll: () => void;
  clear: () => void;
  /** Why nothing can be done with it now, such as a page in the past. */
  refusal?: string | null;
}

/** What can be done with the chosen senders. Stays at the bottom of the window while any are chosen. */
export function SelectionBar(props: SelectionBarProps) {
  const { count, isAll, total, target, selectAll, clear } = props;
  const [act, setAct] = useState<ActName | null>(null);
  const { data: session } = useQuery(sessionQuery());
  const { data: guard } = useQuery(guardRailsQuery());
  useShortcuts([
    {
      key: 'a',
      label: 'Act on the selected senders',
      group: 'List',
      run: () => (count > 0 ? open('reinstate') : undefined),
    },
    { key: 'Escape', label: 'Select nobody', group: 'List', run: clear },
  ]);
  const role = session?.user?.role;
  const mayAct = session?.demo === true || (role !== undefined && roleMay(role, 'acts.start'));
  const refusal = props.refusal ?? (session && !mayAct ? refusalOf('acts.start') : (guard?.held?.reason ?? null));
  function open(next: ActName) {
    if (refusal === null) setAct(next);
  }
  return (
    <>
      {count === 0 ? null : (
        <section
          aria-label="Selected senders"
          data-screen-only
          className="sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-xl border border-line bg-panel px-3 py-2 shadow-xl"
        >
          <span aria-live="polite" className="px-1 font-[550] tabular-nums">
            {count.toLocaleString('en')} selected
          </span>
          {isAll || total <= count ? null : (
            <Button look="quiet" onClick={selectAll}>
              Select all {total.toLocaleString('en')}
            </Button>
          )}
          <Button refusal={refusal} onClick={() => open('reinstate')}>
            Reinstate
          </Button>
          <Button refusal={refusal} onClick={() => open('disable')}>
            Disable
          </Button>
          <Button refusal={refusal} onClick={() => open('set-policy')}>
            Policy
          </Button>
          <Button look="quiet" onClick={clear}>
            Clear
          </Button>
        </section>
      )}
      {/* Outlives the selection, which is given up when the act has begun. */}
      {act === null ? null : <ActOnMany target={target} act={act} onClose={() => setAct(null)} onStarted={clear} />}
    </>
  );
}
