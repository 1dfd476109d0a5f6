import type { ReactNode } from 'react';
import { MarkBadge } from '@/components/shell/mark.tsx';
import { impactMark, policyWords, recordMark, standingMark, type Mark } from '@/components/shell/standing-marks.ts';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import type { StatusRecord } from '@/lib/domain/entity.ts';
import type { SharedView } from '@/lib/domain/shared-view.ts';
import { CONSOLE_WORD } from '@/lib/domain/vocabulary.ts';

function Card({ title, mark, children }: { title: string; mark: Mark; children: ReactNode }) {
  return (
    <section className="border-t border-line py-3.5 md:border-t-0 md:border-l md:py-5 md:pr-5 md:pl-5 md:first:border-l-0 md:first:pl-0">
      <h2 className="mb-2 text-[12px] font-[550] text-soft">{title}</h2>
      <MarkBadge mark={mark} size="card" />
      {children}
    </section>
  );
}

function RecordCard(props: { title: string; which: 'customer' | 'aws'; record: StatusRecord | null }) {
  const { title, which, record } = props;
  return (
    <Card title={title} mark={recordMark(which, record?.status ?? null)}>
      {record?.cause ? (
        <p className="my-2 [overflow-wrap:anywhere]">
          “<PlainText text={record.cause} />”
        </p>
      ) : null}
      {record && !record.cause ? <p className="my-2 text-soft">No cause given.</p> : null}
      {record ? (
        <p className="text-[12.5px] text-soft">
          {record.lastUpdatedAt ? (
            <>
              updated <ExactTime at={record.lastUpdatedAt} form="moment" />
            </>
          ) : (
            'SES gives no time'
          )}
        </p>
      ) : null}
    </Card>
  );
}

/** The aggregate and the two records it is made of; impact and policy beneath. */
export function SharedCards({ cards }: { cards: NonNullable<SharedView['cards']> }) {
  const { standing, since, reputationImpact, reputationManagementPolicy } = cards;
  const policy = policyWords(reputationManagementPolicy);
  const consoleWord = CONSOLE_WORD[standing];
  return (
    <div className="border-b border-line">
      <div className="grid md:grid-cols-3">
        <Card title="Sending, all in all" mark={standingMark(standing, cards.sendingStatusAggregate)}>
          <p className="mt-2 text-[12.5px] text-soft">
            {since.atLeast ? 'at least ' : ''}since <ExactTime at={since.at} form="moment" />
            {consoleWord ? <span className="block">console: {consoleWord}</span> : null}
          </p>
        </Card>
        <RecordCard title="SES-managed record" which="aws" record={cards.awsSesManagedStatus} />
        <RecordCard title="Customer-managed record" which="customer" record={cards.customerManagedStatus} />
      </div>
      <dl className="flex flex-wrap gap-x-3 gap-y-1 border-t border-line py-3">
        <dt className="text-soft">Impact</dt>
        <dd className="mr-5">
          <MarkBadge mark={impactMark(reputationImpact)} wrap />
        </dd>
        <dt className="text-soft">Policy</dt>
        <dd className="[overflow-wrap:anywhere]">
          <PlainText text={policy.word} /> <span className="text-soft">· {policy.does}</span>
        </dd>
      </dl>
    </div>
  );
}
