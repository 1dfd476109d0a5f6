import type { ReactNode } from 'react';
import { OwnerFact } from '@/components/entity/owner-fact.tsx';
import { PolicyAct } from '@/components/entity/policy-act.tsx';
import { MarkBadge } from '@/components/shell/mark.tsx';
import { impactMark, policyWords, recordMark, standingMark, type Mark } from '@/components/shell/standing-marks.ts';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import type { Entity, StatusRecord } from '@/lib/domain/entity.ts';
import { CONSOLE_WORD, type Standing } from '@/lib/domain/vocabulary.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';

const FOLLOWS: Record<Standing, string> = {
  'disabled-twice': 'Follows from both records.',
  'disabled-by-ses': 'Follows from the SES-managed record.',
  disabled: 'Follows from the customer-managed record.',
  'disabled-unexplained': 'Neither record says so.',
  reinstated: 'Both records permit sending; open findings are set aside.',
  unknown: 'Whether it may send is not known.',
  'not-reported': 'Not reported is not the same as enabled.',
  enabled: 'Both records permit sending.',
};

function Card({ title, mark, children }: { title: string; mark: Mark; children: ReactNode }) {
  return (
    <section className="border-line py-3.5 max-xl:border-t md:pr-5.5 md:even:border-l md:even:pl-5.5 xl:border-l xl:py-5 xl:pl-5.5 xl:first:border-l-0 xl:first:pl-0">
      <h2 className="mb-2 text-[12px] font-[550] text-soft">{title}</h2>
      <MarkBadge mark={mark} size="card" />
      {mark.glyph === 'outline-dashed' || mark.glyph === 'ring-dashed' ? (
        <p className="mt-1 text-[12.5px] text-soft">{mark.means}.</p>
      ) : null}
      {children}
    </section>
  );
}

function RecordCard({
  title,
  which,
  record,
}: {
  title: string;
  which: 'customer' | 'aws';
  record: StatusRecord | null;
}) {
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
              updated <ExactTime at={record.lastUpdatedAt} form="moment" /> ·{' '}
              <ExactTime at={record.lastUpdatedAt} form="duration" />
            </>
          ) : (
            'SES gives no time'
          )}
        </p>
      ) : null}
    </Card>
  );
}

/** The aggregate, the two records it is made of, and what the policy would do. */
export function StatusCards({ entity }: { entity: Entity }) {
  const { standing, sendingStatusAggregate, since } = entity;
  const policy = policyWords(entity.reputationManagementPolicy);
  const consoleWord = CONSOLE_WORD[standing];
  return (
    <div className="grid border-b border-line md:grid-cols-2 xl:grid-cols-[repeat(3,minmax(0,1fr))_minmax(0,270px)]">
      <Card title="Sending, all in all" mark={standingMark(standing, sendingStatusAggregate)}>
        <p className="my-2">{FOLLOWS[standing]}</p>
        <p className="text-[12.5px] text-soft">
          {since.atLeast ? 'at least ' : ''}since <ExactTime at={since.at} form="moment" /> ·{' '}
          <ExactTime at={since.at} form="duration" />
          {consoleWord ? <span className="block">console: {consoleWord}</span> : null}
        </p>
      </Card>
      <RecordCard title="SES-managed record" which="aws" record={entity.awsSesManagedStatus} />
      <RecordCard title="Customer-managed record" which="customer" record={entity.customerManagedStatus} />
      <section aria-label="Reputation" className="border-line py-3.5 max-xl:border-t md:border-l md:pl-5.5 xl:py-5">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3.5 gap-y-1.5">
          <dt className="text-soft">Impact</dt>
          <dd className={entity.reputationImpact ? 'font-semibold' : undefined}>
            <MarkBadge mark={impactMark(entity.reputationImpact)} wrap />
          </dd>
          <dt className="text-soft">Policy</dt>
          <dd className="[overflow-wrap:anywhere]" data-tip={entity.reputationManagementPolicy ?? undefined}>
            <PlainText text={policy.word} />
            <span className="block text-[12.5px] text-soft">{policy.does}</span>
            <PolicyAct entity={entity} />
          </dd>
          <OwnerFact arn={entity.arn} />
          <dt className="text-soft">Read by</dt>
          <dd className="[overflow-wrap:anywhere] text-soft">
            <PlainText text={entity.connectionLabel} />
          </dd>
          <dt className="text-soft">Known</dt>
          <dd className="text-soft">
            {entity.incarnation === 0 ? (
              'not read yet'
            ) : (
              <>
                since <ExactTime at={entity.firstSeenAt} form="moment" />
              </>
            )}
            {entity.incarnation > 1 ? `, tenant no. ${entity.incarnation} of this ARN` : ''}
          </dd>
        </dl>
      </section>
    </div>
  );
}
