import type { ReactNode } from 'react';
import { CauseWords, NameLink } from '@/components/fleet/columns.tsx';
import { SelectBox } from '@/components/fleet/select-box.tsx';
import type { Selection } from '@/components/fleet/use-selection.ts';
import { ImpactBadge, StandingBadge } from '@/components/shell/mark.tsx';
import { Time } from '@/components/ui/time.tsx';
import type { EntityListItem } from '@/lib/domain/entity.ts';

const SELECTED = 'bg-paused-bg shadow-[inset_2px_0_var(--accent)]';

/** Where a virtual row lies. Only ever rendered in the browser, where the policy lets React set styles. */
export function Placed(props: {
  top: number;
  height: number;
  role?: 'row';
  selected: boolean;
  index: number;
  className: string;
  children: ReactNode;
}) {
  const { top, height, role, index, selected, className, children } = props;
  return (
    <div
      role={role}
      aria-rowindex={role === 'row' ? index + 2 : undefined}
      data-row={index}
      data-selected={selected || undefined}
      className={`absolute inset-x-0 scroll-my-16 border-t border-line ${selected ? SELECTED : ''} ${className}`}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      {children}
    </div>
  );
}

/** A row of the list where a table would not fit: the same facts in three lines. */
export function EntityCard({ row, selection }: { row: EntityListItem; selection?: Selection | undefined }) {
  return (
    <div className="flex h-full flex-col justify-center gap-0.5">
      <div className="flex min-w-0 items-center gap-3">
        {selection === undefined ? null : <SelectBox arn={row.arn} name={row.name} selection={selection} />}
        <span className="flex min-w-0 flex-1">
          <NameLink row={row} />
        </span>
        <span className="text-soft">
          <Time at={row.since.at} form="duration" atLeast={row.since.atLeast} />
        </span>
      </div>
      <div className="flex min-w-0 items-center gap-3">
        <StandingBadge {...row} />
        <span className="ml-auto flex-none">
          <ImpactBadge impact={row.reputationImpact} />
        </span>
      </div>
      <div className="truncate text-[12.5px] text-soft">
        {row.region} · {row.account}
        {row.cause ? ' · ' : ''}
        <CauseWords row={row} />
      </div>
    </div>
  );
}
