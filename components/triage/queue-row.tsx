'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { STATE_WORDS, snoozeWords } from '@/components/triage/case-words.ts';
import { FoldTitle } from '@/components/triage/fold-title.tsx';
import { SharedFacts } from '@/components/triage/shared-facts.tsx';
import { ImpactBadge, StandingBadge } from '@/components/shell/mark.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { pages } from '@/lib/domain/paths.ts';
import type { TriageGroup } from '@/lib/domain/triage-group.ts';
import type { TriageRow, TriageSender } from '@/lib/domain/triage-queue.ts';

/** Who works on it and how far it is; nothing for a case that nobody touched. */
function CaseWords({ sender }: { sender: TriageSender }) {
  const { state, owner, snoozed, acknowledged } = sender.case;
  const words = [
    owner?.name,
    state === 'new' ? null : STATE_WORDS[state],
    sender.protection ? 'protected' : null,
    snoozed ? `snoozed by ${snoozed.by} until ${snoozeWords(snoozed)}` : null,
    acknowledged ? `acknowledged by ${acknowledged.by}` : null,
  ].filter(Boolean);
  if (words.length === 0) return null;
  return (
    <span className="text-[12.5px] text-soft [overflow-wrap:anywhere]">
      <PlainText text={words.join(' · ')} />
    </span>
  );
}

function Sender({ sender }: { sender: TriageSender }) {
  const known = sender.label?.name ?? sender.label?.customerNumber;
  return (
    <>
      <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <Link
          href={pages.entity(sender.arn)}
          prefetch={false}
          className="min-w-0 font-[550] no-underline [overflow-wrap:anywhere] hover:underline"
        >
          <PlainText text={sender.name} />
        </Link>
        <span className="text-[12.5px] text-soft [overflow-wrap:anywhere]">
          {known ? <PlainText text={`${known} · `} /> : null}
          {sender.region} · {sender.account}
        </span>
      </p>
      <p className="text-[12.5px] text-soft [overflow-wrap:anywhere]">
        {sender.likely ?? (sender.cause ? <PlainText text={`“${sender.cause}”`} /> : 'No cause given.')}
      </p>
    </>
  );
}

interface QueueRowProps {
  row: TriageRow;
  group: TriageGroup;
  current: boolean;
  selected: boolean;
  onSelect: (selected: boolean) => void;
  /** Buttons: what can be done about it. */
  acts: ReactNode;
  /** Of a folded row: its senders one by one, when asked for. */
  opened?: ReactNode;
  onOpen?: () => void;
}

/** One sender, or many that changed alike: who, how it stands, why, since when, who works on it, and what can be done. */
export function QueueRow({ row, group, current, selected, onSelect, acts, opened, onOpen }: QueueRowProps) {
  const [first] = row.senders;
  if (first === undefined) return null;
  const isFold = row.count > 1;
  return (
    <li
      data-row={row.key}
      data-current={current || undefined}
      tabIndex={-1}
      aria-label={isFold ? `${row.count} senders, ${first.name} first` : first.name}
      className={`scroll-my-16 border-t border-line outline-none ${current ? 'bg-paused-bg shadow-[inset_2px_0_var(--accent)]' : ''}`}
    >
      <div className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-2.5 gap-y-1.5 px-2 py-2.5 lg:grid-cols-[24px_minmax(0,1fr)_130px_130px_auto]">
        <label className="grid size-6 cursor-pointer place-items-center">
          <span className="sr-only">Select {isFold ? `these ${row.count}` : first.name}</span>
          <input
            type="checkbox"
            className="size-4 accent-(--accent)"
            checked={selected}
            onChange={(event) => onSelect(event.target.checked)}
          />
        </label>
        <div className="min-w-0">
          {isFold ? (
            <>
              <FoldTitle row={row} group={group} open={opened !== undefined} onOpen={onOpen} />
              <SharedFacts shared={row.shared} />
            </>
          ) : (
            <Sender sender={first} />
          )}
          {isFold ? null : <CaseWords sender={first} />}
        </div>
        <div className="flex flex-wrap items-center gap-x-3 max-lg:col-start-2 lg:flex-col lg:items-start">
          <StandingBadge {...first} />
          {first.reputationImpact ? <ImpactBadge impact={first.reputationImpact} /> : null}
        </div>
        <div className="text-soft max-lg:col-start-2 lg:text-right">
          {isFold ? <Time at={row.to} form="duration" /> : <Since sender={first} group={group} from={row.from} />}
        </div>
        <div className="flex flex-wrap items-start gap-1.5 max-lg:col-start-2 lg:justify-end" data-screen-only>
          {acts}
        </div>
      </div>
      {opened}
    </li>
  );
}

function Since({ sender, group, from }: { sender: TriageSender; group: TriageGroup; from: string }) {
  return group === 'next' ? (
    <Time at={from} form="duration" />
  ) : (
    <Time at={sender.since.at} form="duration" atLeast={sender.since.atLeast} />
  );
}
