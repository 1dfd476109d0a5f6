'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { parseAsNumberLiteral, useQueryState } from 'nuqs';
import { Block } from '@/components/entity/block.tsx';
import { percentWords, RatesTable } from '@/components/entity/rates-table.tsx';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { Button } from '@/components/ui/button.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Time } from '@/components/ui/time.tsx';
import { ratesQuery } from '@/lib/client/panel-queries.ts';
import { TOO_FEW } from '@/lib/domain/judge-rate.ts';
import type { Rates as RatesData } from '@/lib/domain/rates.ts';

const RatesCharts = dynamic(() => import('@/components/entity/rates-charts.tsx'), {
  ssr: false,
  loading: () => <Skeleton className="h-72 w-full" />,
});

const RANGES = [7, 30, 60] as const;
const TITLES: Record<Exclude<RatesData['state'], 'read'>, string> = {
  off: 'Metrics are off',
  denied: 'AWS refused these figures',
  failed: 'SES gave no figures',
};

function Reason({ reason, state }: { reason: NonNullable<RatesData['reason']>; state: keyof typeof TITLES }) {
  return (
    <div>
      <p className="font-[550]">{TITLES[state]}</p>
      <p className="max-w-prose text-soft">
        <PlainText text={reason.message} />
        {reason.iamAction && !reason.message.includes(reason.iamAction) ? (
          <>
            {' '}
            The missing IAM action is <code className="font-mono text-ink">{reason.iamAction}</code>.
          </>
        ) : null}
      </p>
    </div>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-[12px] text-soft">{label}</dt>
      <dd>
        <span className="text-[18px] font-[520] tabular-nums">{value}</span>
        <span className="block text-[12px] text-soft">{note}</span>
      </dd>
    </div>
  );
}

const count = (value: number | null) => (value === null ? 'not reported' : value.toLocaleString('en'));

/** The worst day says more than a month's average, which a bad day hardly moves. */
function worstDay(days: RatesData['days'], rate: 'bounceRate' | 'complaintRate'): string {
  const judged = days.filter((day) => day[rate].percent !== null);
  const worst = judged.toSorted((a, b) => (b[rate].percent ?? 0) - (a[rate].percent ?? 0))[0];
  return worst === undefined
    ? 'too few mails on every day'
    : `highest ${percentWords(worst[rate])} on ${worst.day.slice(5)}`;
}

function Figures({ total, days }: { total: NonNullable<RatesData['total']>; days: RatesData['days'] }) {
  return (
    <dl className="mb-4 grid grid-cols-2 gap-4 md:grid-cols-4">
      <Figure label="Sends" value={count(total.sends)} note={`${count(total.deliveries)} delivered`} />
      <Figure label="Permanent bounces" value={count(total.bounces)} note="the hard ones" />
      <Figure
        label="Bounce rate"
        value={percentWords(total.bounceRate)}
        note={
          total.bounceRate.state === 'too-few'
            ? `fewer than ${TOO_FEW.BOUNCE.toLocaleString('en')} sends`
            : worstDay(days, 'bounceRate')
        }
      />
      <Figure
        label="Complaint rate"
        value={percentWords(total.complaintRate)}
        note={
          total.complaintRate.state === 'too-few'
            ? `fewer than ${TOO_FEW.COMPLAINT.toLocaleString('en')} deliveries`
            : `${worstDay(days, 'complaintRate')}; ${count(total.complaints)} complaints`
        }
      />
    </dl>
  );
}

function Missing({ missing }: { missing: RatesData['missing'] }) {
  if (missing.length === 0) return null;
  return (
    <ul className="mb-3 border-l-2 border-watch pl-2.5">
      {missing.map(({ metric, message, iamAction }) => (
        <li key={metric} className="[overflow-wrap:anywhere]">
          No {metric}: <PlainText text={message} />
          {iamAction ? (
            <>
              {' '}
              The missing IAM action is <code className="font-mono">{iamAction}</code>.
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** What it sent and what came back, by SES's own daily figures, beside the lines AWS publishes. */
export default function Rates({ arn }: { arn: string }) {
  const [days, setDays] = useQueryState('days', parseAsNumberLiteral(RANGES).withDefault(30));
  const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery(ratesQuery(arn, days));
  const read = data?.state === 'read' ? data : null;
  return (
    <Block
      title="Rates"
      note={
        read?.readAt ? (
          <>
            by day, UTC · read <Time at={read.readAt} form="ago" />
          </>
        ) : null
      }
    >
      <fieldset aria-label="Days shown" className="mb-3 flex gap-1 text-[12.5px] print:hidden">
        {RANGES.map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={days === value}
            className="min-h-6 cursor-pointer rounded px-1.5 text-soft aria-pressed:bg-paused-bg aria-pressed:text-ink"
            onClick={() => void setDays(value)}
          >
            {value} d
          </button>
        ))}
      </fieldset>
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {!data && !error ? <Skeleton className="h-72 w-full" /> : null}
      {data && data.state !== 'read' && data.reason ? <Reason reason={data.reason} state={data.state} /> : null}
      {error || (data && data.state !== 'read' && data.state !== 'off') ? (
        <p className="mt-3 print:hidden">
          <Button busy={isFetching} onClick={() => void refetch()}>
            Ask SES again
          </Button>
        </p>
      ) : null}
      {read?.total ? (
        <>
          <Missing missing={read.missing} />
          <Figures total={read.total} days={read.days} />
          <RatesCharts days={read.days} />
          <RatesTable days={read.days} />
          <ul className="mt-3 max-w-prose text-[12.5px] text-soft">
            {read.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Block>
  );
}
