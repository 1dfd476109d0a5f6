import { type TriageQueue, type TriageShow, TRIAGE_SHOWS } from '@/lib/domain/triage-queue.ts';

const WORDS: Record<TriageShow, string> = {
  queue: 'Needs a person',
  acknowledged: 'Acknowledged',
  snoozed: 'Snoozed',
  before: 'Disabled before we watched',
  'meant-so': 'Meant so',
};

const countOf: Record<TriageShow, (counts: TriageQueue['counts']) => number> = {
  queue: (counts) => counts.needsPerson,
  acknowledged: (counts) => counts.acknowledged,
  snoozed: (counts) => counts.snoozed,
  before: (counts) => counts.before,
  'meant-so': (counts) => counts.meantSo,
};

/** The queue, and what is folded away; a place with nothing in it is not offered. */
export function ShowTabs(props: {
  counts: TriageQueue['counts'];
  show: TriageShow;
  onShow: (show: TriageShow) => void;
}) {
  const { counts, show, onShow } = props;
  return (
    <fieldset aria-label="Which senders" className="flex flex-wrap gap-1 text-[12.5px]" data-screen-only>
      {TRIAGE_SHOWS.filter((name) => name === 'queue' || name === show || countOf[name](counts) > 0).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={show === name}
          className="min-h-7 cursor-pointer rounded px-2 text-soft hover:text-ink aria-pressed:bg-paused-bg aria-pressed:text-ink"
          onClick={() => onShow(name)}
        >
          {WORDS[name]} {countOf[name](counts).toLocaleString('en')}
        </button>
      ))}
    </fieldset>
  );
}
