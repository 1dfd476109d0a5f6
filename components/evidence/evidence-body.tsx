import type { ReactNode } from 'react';
import { EvidenceChanges } from '@/components/evidence/evidence-changes.tsx';
import { EvidenceStateCard } from '@/components/evidence/evidence-state.tsx';
import { utc } from '@/components/evidence/evidence-times.ts';
import { findingTypeWords } from '@/components/shell/finding-words.ts';
import { ImpactBadge } from '@/components/shell/mark.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import type { Change, ChangeSource } from '@/lib/domain/change.ts';
import type { Evidence, EvidenceFile } from '@/lib/domain/evidence.ts';

const SOURCE_WORDS: Record<ChangeSource, string> = {
  sweep: 'seen by a sweep of the whole account',
  list: 'seen in a filtered list',
  read: 'seen when somebody had it open',
  act: 'seen right after an act of ours',
  event: 'told by an event of SES',
  import: 'imported from recorded events',
};

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line py-4" aria-label={title}>
      <h2 className="mb-2 text-[14px] font-semibold">{title}</h2>
      {children}
    </section>
  );
}

function Findings({ findings }: { findings: Evidence['findings'] }) {
  if (findings.length === 0) return <p className="text-soft">No finding is known in this window.</p>;
  return (
    <ul>
      {findings.map((finding) => (
        <li
          key={`${finding.type}${finding.createdAt}${finding.description}`}
          className="border-t border-line py-2 first:border-t-0"
        >
          <p className="flex flex-wrap items-center gap-x-3">
            <ImpactBadge impact={finding.impact} /> {findingTypeWords(finding.type)} ·{' '}
            {finding.status ?? 'no status reported'}
          </p>
          <p className="[overflow-wrap:anywhere]">
            {finding.description === null ? 'SES gives no text.' : <PlainText text={finding.description} />}
          </p>
          <p className="text-[12.5px] text-soft">
            SES: created {finding.createdAt === null ? 'at a time not given' : utc(finding.createdAt)}, updated{' '}
            {finding.lastUpdatedAt === null ? 'at a time not given' : utc(finding.lastUpdatedAt)} · Standing: first seen{' '}
            {utc(finding.firstSeenAt)}, last seen {utc(finding.lastSeenAt)}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Acts({ acts }: { acts: Evidence['acts'] }) {
  if (acts.length === 0) return <p className="text-soft">Nobody acted through Standing in this window.</p>;
  return (
    <ul>
      {acts.map((act) => (
        <li key={act.id} className="border-t border-line py-2 [overflow-wrap:anywhere] first:border-t-0">
          <p>
            {utc(act.startedAt)}: <strong className="font-semibold">{act.act}</strong>
            {act.policy === null ? '' : ` ${act.policy}`}, from {act.before ?? 'not reported'} to {act.requested};
            outcome {act.outcome}
            {act.after === null ? '' : `, then ${act.after}`}
          </p>
          <p className="text-soft">
            By <PlainText text={act.who} />. Reason: <PlainText text={act.reason} />
          </p>
          {act.detail === null ? null : (
            <p className="text-soft">
              <PlainText text={act.detail} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function HowKnown({ evidence }: { evidence: Evidence }) {
  const { sources, gaps, sender } = evidence;
  return (
    <ul className="list-disc pl-5">
      <li>Watched since {utc(sender.firstSeenAt)}.</li>
      {sources.map(({ source, changes }) => (
        <li key={source}>
          {changes} {changes === 1 ? 'change' : 'changes'} {SOURCE_WORDS[source]}
        </li>
      ))}
      {gaps.map((gap) => (
        <li key={gap.from}>
          Not watched from {utc(gap.from)} to {gap.to === null ? 'now' : utc(gap.to)} ({gap.reason})
        </li>
      ))}
      {gaps.length === 0 ? <li>No gap in watching is recorded in this window.</li> : null}
    </ul>
  );
}

const newestFirst = (changes: readonly Change[]) => changes.toReversed();

/** The pack as it is read and printed: the same members as in the file, in words. */
export function EvidenceBody({ file: { evidence, integrity } }: { file: EvidenceFile }) {
  const { sender, window: shown, atStart, atEnd, now, changes, complete } = evidence;
  return (
    <article>
      <header className="mt-5 mb-4">
        <h1 className="text-[22px] font-[620] tracking-[-.015em] [overflow-wrap:anywhere]">
          Evidence: <PlainText text={sender.name} />
        </h1>
        <p className="font-mono text-[12px] [overflow-wrap:anywhere]">
          <PlainText text={sender.arn} />
        </p>
        <p className="mt-1 text-soft">
          {sender.region}, account {sender.account} · from {utc(shown.from)} to {utc(shown.to)}
        </p>
        <p className="mt-1 text-soft [overflow-wrap:anywhere]">
          Issued {utc(evidence.issuedAt)} by <PlainText text={evidence.issuedBy} /> · Standing{' '}
          {evidence.standingVersion}
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-mono text-[12px] [overflow-wrap:anywhere]">SHA-256 {integrity.sha256}</span>
          <CopyButton look="quiet" label="Copy hash" said="Hash copied" text={() => integrity.sha256} />
        </p>
        <p className="max-w-prose text-[12.5px] text-soft">
          The hash is over the content of the JSON file and signed by this installation.{' '}
          <code>npm run standing -- evidence verify &lt;file&gt;</code> says whether a file was issued here and is
          unaltered; the audit has the hash of each pack.
        </p>
      </header>
      <Part title="How it stood">
        <div className="grid gap-x-6 gap-y-4 md:grid-cols-3">
          <EvidenceStateCard title="At the start" state={atStart} />
          <EvidenceStateCard title="At the end" state={atEnd} />
          <EvidenceStateCard title="When issued" state={now} />
        </div>
      </Part>
      <Part title={`Changes, newest first (${changes.length}${complete ? '' : ', the oldest left out'})`}>
        <EvidenceChanges changes={newestFirst(changes)} />
      </Part>
      <Part title="Findings, in AWS’s words">
        <Findings findings={evidence.findings} />
      </Part>
      <Part title="Acts through Standing">
        <Acts acts={evidence.acts} />
      </Part>
      <Part title="How it is known">
        <HowKnown evidence={evidence} />
      </Part>
    </article>
  );
}
