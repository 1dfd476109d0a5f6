import { ChevronDown, ChevronRight } from 'lucide-react';
import { formatDuration } from '@/components/ui/format-time.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';
import type { TriageGroup } from '@/lib/domain/triage-group.ts';
import type { TriageRow } from '@/lib/domain/triage-queue.ts';

const HAPPENED: Record<TriageGroup, string> = {
  you: 'paused',
  aws: 'disabled by SES',
  watch: 'reinstated',
  next: 'with a new finding',
};

/** "40 senders paused in 4 m", who they are at a glance, and the way to see each. */
export function FoldTitle(props: { row: TriageRow; group: TriageGroup; open: boolean; onOpen?: () => void }) {
  const { row, group, open, onOpen } = props;
  const span = Date.parse(row.to) - Date.parse(row.from);
  const Chevron = open ? ChevronDown : ChevronRight;
  const others = row.count - row.senders.length;
  return (
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <button
        type="button"
        aria-expanded={open}
        onClick={onOpen}
        className="inline-flex min-h-6 cursor-pointer items-center gap-1 font-[550] hover:underline"
      >
        <Chevron size={14} aria-hidden="true" />
        {row.count.toLocaleString('en')} senders {HAPPENED[group]}{' '}
        {span < 1000 ? 'at once' : `in ${formatDuration(span)}`}
      </button>
      <span className="min-w-0 text-[12.5px] text-soft [overflow-wrap:anywhere]">
        <PlainText text={row.senders.map(({ name }) => name).join(', ')} />
        {others > 0 ? ` and ${others.toLocaleString('en')} more` : ''}
      </span>
    </p>
  );
}
