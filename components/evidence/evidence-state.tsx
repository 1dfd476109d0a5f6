import { utc } from '@/components/evidence/evidence-times.ts';
import { StandingBadge } from '@/components/shell/mark.tsx';
import { impactMark, policyWords } from '@/components/shell/standing-marks.ts';
import { PlainText, visible } from '@/components/ui/plain-text.tsx';
import type { StatusRecord } from '@/lib/domain/entity.ts';
import type { EvidenceState } from '@/lib/domain/evidence.ts';

function RecordLine({ which, record }: { which: string; record: StatusRecord | null }) {
  return (
    <>
      <dt className="text-soft">{which}</dt>
      <dd className="[overflow-wrap:anywhere]">
        {record === null ? (
          'not reported'
        ) : (
          <>
            {visible(record.status ?? 'no status')}
            {record.cause === null ? null : (
              <>
                {' '}
                “<PlainText text={record.cause} />”
              </>
            )}
            <span className="block text-[12.5px] text-soft">
              {record.lastUpdatedAt === null ? 'SES gives no time' : `SES: ${utc(record.lastUpdatedAt)}`}
            </span>
          </>
        )}
      </dd>
    </>
  );
}

/** How the sender stood at one moment, as known then. */
export function EvidenceStateCard({ title, state }: { title: string; state: EvidenceState | null }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="mb-1 text-[12px] font-[550] text-soft">{title}</h3>
      {state === null ? (
        <p className="text-soft">Nothing was known yet.</p>
      ) : (
        <>
          <StandingBadge standing={state.standing} sendingStatusAggregate={state.sendingStatusAggregate} size="card" />
          <p className="text-[12.5px] text-soft">as known {utc(state.asOf)}</p>
          <p className="mt-1.5 [overflow-wrap:anywhere]">{visible(state.sentence)}</p>
          {state.stale ? <p className="mt-1 text-[12.5px]">Not watched then; last read {utc(state.readAt)}.</p> : null}
          <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1">
            <RecordLine which="SES record" record={state.awsSesManagedStatus} />
            <RecordLine which="Customer record" record={state.customerManagedStatus} />
            <dt className="text-soft">Impact</dt>
            <dd>{impactMark(state.reputationImpact).word}</dd>
            <dt className="text-soft">Policy</dt>
            <dd>{visible(policyWords(state.reputationManagementPolicy).word)}</dd>
          </dl>
        </>
      )}
    </section>
  );
}
