'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { useState, type ComponentType } from 'react';
import { BackToTriage } from '@/components/triage/back-to-triage.tsx';
import { QueueSkeleton } from '@/components/triage/queue-skeleton.tsx';
import { ActLine, FlipLine, OpenLine, SnoozeLine } from '@/components/triage/report-lines.tsx';
import { CopyAddress } from '@/components/shell/copy-link.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { PlaceFilter, usePlaceFilter } from '@/components/shell/place-filter.tsx';
import { ProblemState } from '@/components/shell/problem-state.tsx';
import { Button } from '@/components/ui/button.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { handOverQuery } from '@/lib/client/triage-queries.ts';
import type { HandOver } from '@/lib/domain/hand-over.ts';
import { figureWords, handOverMarkdown, stayedWords } from '@/lib/domain/hand-over-markdown.ts';

const HOUR = 3_600_000;
const SPANS = [
  { label: '8 hours', ms: 8 * HOUR },
  { label: '24 hours', ms: 24 * HOUR },
  { label: '3 days', ms: 72 * HOUR },
  { label: '7 days', ms: 168 * HOUR },
] as const;

/** What whoever takes over needs to know: what happened since a moment, what is open, what comes back by itself. */
export function ReportScreen() {
  const [since, setSince] = useQueryState('since', parseAsString);
  // Fixed while the page is open: a report that moves with the clock is another one at each look.
  const [opened] = useState(() => Date.now());
  const from = since ?? new Date(opened - 8 * HOUR).toISOString();
  const place = usePlaceFilter();
  const { data: report, error, refetch } = useQuery(handOverQuery({ since: from, ...place.query }));
  return (
    <div className="max-w-[980px]">
      <title>Hand over · Standing</title>
      <PageActions>
        <CopyAddress sentence={() => `SES hand over since ${from}`} />
      </PageActions>
      <BackToTriage />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <h1 className="text-[22px] font-[620] tracking-[-.015em]">Hand over</h1>
        <fieldset aria-label="Since when" className="flex flex-wrap gap-1 text-[12.5px]" data-screen-only>
          {SPANS.map(({ label, ms }) => {
            const at = new Date(opened - ms).toISOString();
            return (
              <button
                key={label}
                type="button"
                aria-pressed={from === at}
                className="min-h-7 cursor-pointer rounded px-2 text-soft hover:text-ink aria-pressed:bg-paused-bg aria-pressed:text-ink"
                onClick={() => void setSince(at)}
              >
                {label}
              </button>
            );
          })}
        </fieldset>
        <span className="flex flex-wrap gap-1.5" data-screen-only>
          <PlaceFilter place={place} />
        </span>
      </div>
      {report ? (
        <Report report={report} />
      ) : error ? (
        <ProblemState titled error={error} retry={() => void refetch()} />
      ) : (
        <QueueSkeleton />
      )}
    </div>
  );
}

function download(report: HandOver): void {
  const url = URL.createObjectURL(new Blob([handOverMarkdown(report)], { type: 'text/markdown' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `hand-over-${report.until.slice(0, 16).replace(/[:T]/g, '-')}.md`;
  link.click();
  URL.revokeObjectURL(url);
}

function Report({ report }: { report: HandOver }) {
  const { statistics } = report;
  return (
    <>
      <p className="mt-1 text-soft">
        From <Time at={report.since} form="moment" /> to <Time at={report.until} form="moment" />
      </p>
      <div className="mt-3 flex flex-wrap gap-2" data-screen-only>
        <CopyButton label="Copy as Markdown" said="Report copied" text={() => handOverMarkdown(report)} />
        <Button onClick={() => download(report)}>Download Markdown</Button>
        <Button onClick={() => window.print()}>Print</Button>
      </div>
      {report.unread.length > 0 ? (
        <Notice tone="watch">
          <span>
            Cannot be read now: <PlainText text={report.unread.join(', ')} />. What is said of their senders is as of
            the last read.
          </span>
        </Notice>
      ) : null}
      <Part title="New stops" {...report.paused} Line={FlipLine} />
      <Part title="Lifted" {...report.lifted} Line={FlipLine} />
      <Part title="Still open, oldest first" {...report.open} Line={OpenLine} />
      <Part title="Acts" {...report.acts} Line={ActLine} />
      <Part title="Snoozes that end within 24 hours" {...report.snoozesEnding} Line={SnoozeLine} />
      <section aria-label="Statistics" className="border-t border-line py-4">
        <h2 className="text-[14px] font-semibold">The last {statistics.days} days</h2>
        <dl className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)]">
          <dt className="text-soft">Time to acknowledge</dt>
          <dd>{figureWords(statistics.timeToAcknowledge)}</dd>
          <dt className="text-soft">Time to lift</dt>
          <dd>{figureWords(statistics.timeToLift)}</dd>
          <dt className="text-soft">Stayed up for 7 days</dt>
          <dd>{stayedWords(statistics.stayedUp)}</dd>
        </dl>
      </section>
    </>
  );
}

function Part<T extends object>(props: { title: string; total: number; items: T[]; Line: ComponentType<{ item: T }> }) {
  const { title, total, items, Line } = props;
  return (
    <section aria-label={title} className="mt-4 border-t border-line py-4">
      <h2 className="text-[14px] font-semibold">
        {title} <span className="font-normal text-soft">{total.toLocaleString('en')}</span>
      </h2>
      {total === 0 ? <p className="mt-1 text-soft">None.</p> : null}
      <ul className="mt-1">
        {items.map((item, index) => (
          <li key={index} className="flex flex-col py-1.5 [overflow-wrap:anywhere]">
            <Line item={item} />
          </li>
        ))}
      </ul>
      {total > items.length ? (
        <p className="text-soft">and {(total - items.length).toLocaleString('en')} more</p>
      ) : null}
    </section>
  );
}
