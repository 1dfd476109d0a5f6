import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { counted } from '@/lib/domain/counted.ts';
import type { TriageQueue, TriageShow } from '@/lib/domain/triage-queue.ts';

const NOTHING: Record<Exclude<TriageShow, 'queue'>, { title: string; words: string }> = {
  acknowledged: {
    title: 'Nothing is acknowledged',
    words: 'Senders that somebody acknowledged are here, until they are stopped again.',
  },
  snoozed: { title: 'Nothing is snoozed', words: 'Senders that somebody put off are here, until their time comes.' },
  before: {
    title: 'Nothing is left to sort',
    words: 'Senders that were disabled before Standing watched are sorted here, once.',
  },
  'meant-so': { title: 'Nothing is sorted as meant', words: 'Senders whose stop is meant so are here.' },
};

/** Why there is no row; a queue that cannot see everything never reads well. */
export function QueueEmpty(props: {
  show: TriageShow;
  counts: TriageQueue['counts'];
  unread: number;
  isFiltered: boolean;
  clear: () => void;
  sort: () => void;
}) {
  const { show, counts, unread, isFiltered, clear, sort } = props;
  if (isFiltered) {
    return (
      <EmptyState title="No sender matches" action={<Button onClick={clear}>Clear the filter</Button>}>
        The Regions, connections and owners chosen above hide the others.
      </EmptyState>
    );
  }
  if (show !== 'queue') return <EmptyState title={NOTHING[show].title}>{NOTHING[show].words}</EmptyState>;
  if (unread > 0) {
    return (
      <EmptyState title="Nothing is known to need a person, but not everything can be read">
        {counted(unread, 'sender')} cannot be read now; what is said above about their connection applies here.
      </EmptyState>
    );
  }
  const folded = counts.acknowledged + counts.snoozed;
  return (
    <EmptyState
      title="Nothing needs a person"
      action={counts.before > 0 ? <Button onClick={sort}>Sort what was disabled before</Button> : undefined}
    >
      {counts.before > 0
        ? `${counts.before.toLocaleString('en')} were disabled before Standing watched; nobody has said yet whether that is meant.`
        : folded > 0
          ? `${folded.toLocaleString('en')} are acknowledged or snoozed.`
          : 'No sender was stopped since Standing watches, and no policy is about to stop one.'}
    </EmptyState>
  );
}
