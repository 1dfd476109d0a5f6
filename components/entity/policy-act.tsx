'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useActPermits } from '@/components/entity/use-act-permits.ts';
import { useRunningAct } from '@/components/entity/use-running-act.tsx';
import type { Entity } from '@/lib/domain/entity.ts';

const PolicyDialog = dynamic(() => import('@/components/entity/policy-dialog.tsx'), { ssr: false });

/** Beside the policy: the act that changes it. Quiet, because it stops and lifts nothing. */
export function PolicyAct({ entity }: { entity: Entity }) {
  const [open, setOpen] = useState(false);
  const { watch, ...act } = useRunningAct(entity.arn, open);
  const refusal = useActPermits(entity).refusal('set-policy');
  const refused = refusal !== null;
  return (
    <>
      <button
        type="button"
        data-screen-only
        className={`min-h-6 text-[12.5px] underline ${refused ? 'cursor-not-allowed text-soft' : 'cursor-pointer'}`}
        {...(refused ? { 'aria-disabled': true, 'data-tip': refusal } : {})}
        onClick={() => {
          if (!refused) setOpen(true);
        }}
      >
        Change policy
      </button>
      {open ? <PolicyDialog entity={entity} {...act} onClose={() => setOpen(false)} /> : null}
      {watch}
    </>
  );
}
