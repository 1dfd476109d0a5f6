import { RowActs } from '@/components/triage/row-acts.tsx';
import { type QueueAct, senders } from '@/components/triage/use-case-changes.ts';
import type { TriageRow, TriageShow } from '@/lib/domain/triage-queue.ts';

/** Selecting all that is shown, and what can be done about the selected at once. */
export function SelectedBar(props: {
  shown: readonly TriageRow[];
  chosen: readonly TriageRow[];
  show: TriageShow;
  selectAll: (on: boolean) => void;
  onAct: (act: QueueAct) => void;
  onLift: () => void;
}) {
  const { shown, chosen, show, selectAll, onAct, onLift } = props;
  if (shown.length === 0) return null;
  const count = chosen.reduce((sum, row) => sum + row.arns.length, 0);
  return (
    <div className="mt-3 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1.5 px-2 text-[12.5px]" data-screen-only>
      <label className="flex min-h-6 cursor-pointer items-center gap-2.5">
        <input
          type="checkbox"
          className="size-4 accent-(--accent)"
          checked={chosen.length === shown.length}
          onChange={(event) => selectAll(event.target.checked)}
        />
        Select all shown
      </label>
      {count > 0 ? (
        <>
          <output>{senders(count)} selected</output>
          <RowActs show={show} onAct={onAct} lift={{ label: 'Act on them', run: onLift }} />
        </>
      ) : null}
    </div>
  );
}
