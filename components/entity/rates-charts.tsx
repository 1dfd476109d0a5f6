'use client';

import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { percentWords } from '@/components/entity/rates-table.tsx';
import { PUBLISHED_LINES, type RateLines } from '@/lib/domain/published-lines.ts';
import type { Rates } from '@/lib/domain/rates.ts';

type Day = Rates['days'][number];

const AXIS = { stroke: 'var(--line)', tick: { fill: 'var(--soft)', fontSize: 11 }, tickLine: false } as const;
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };
const shortDay = (day: string) => day.slice(5);
const shortCount = (value: number) => (value >= 10_000 ? `${Math.round(value / 1000)} k` : value.toLocaleString('en'));

/** Of what the mouse is over; the table says the same without one. */
function Tip({ day }: { day: Day | undefined }) {
  if (day === undefined) return null;
  const lines = [
    ['Sends', day.sends?.toLocaleString('en')],
    ['Deliveries', day.deliveries?.toLocaleString('en')],
    ['Permanent bounces', day.bounces?.toLocaleString('en')],
    ['Bounce rate', percentWords(day.bounceRate)],
    ['Complaints', day.complaints?.toLocaleString('en')],
    ['Complaint rate', percentWords(day.complaintRate)],
  ];
  return (
    <div className="rounded-lg border border-line bg-panel px-3 py-2 text-[12px] shadow-xl">
      <p className="font-[550]">
        {day.day}
        {day.running ? ', so far' : ''}
      </p>
      {lines.map(([name, value]) => (
        <p key={name} className="flex justify-between gap-6 tabular-nums">
          <span className="text-soft">{name}</span> {value ?? 'not reported'}
        </p>
      ))}
    </div>
  );
}

const tooltip = (
  <Tooltip
    isAnimationActive={false}
    cursor={{ stroke: 'var(--faint)', fill: 'var(--hatch)', fillOpacity: 0.35 }}
    content={({ payload }) => <Tip day={payload?.[0]?.payload as Day | undefined} />}
  />
);

function Picture({ title, children }: { title: string; children: React.ReactElement }) {
  return (
    <figure>
      <figcaption className="mb-1 text-[12px] text-soft">{title}</figcaption>
      <div className="h-40" aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 320, height: 160 }}>
          {children}
        </ResponsiveContainer>
      </div>
    </figure>
  );
}

function RatePicture({
  title,
  days,
  rate,
  lines,
}: {
  title: string;
  days: Day[];
  rate: 'bounceRate' | 'complaintRate';
  lines: RateLines;
}) {
  if (days.every((day) => day[rate].percent === null)) {
    return (
      <figure>
        <figcaption className="mb-1 text-[12px] text-soft">{title}</figcaption>
        <p className="grid h-40 place-items-center rounded border border-dashed border-line px-4 text-center text-soft">
          {days.some((day) => day[rate].state === 'too-few') ? 'Too few mails on every day to judge' : 'Not reported'}
        </p>
      </figure>
    );
  }
  const highest = Math.max(...days.map((day) => day[rate].percent ?? 0));
  const top = Math.max(lines.high * 1.2, highest * 1.1);
  const line = (y: number, name: string, account: boolean) => (
    <ReferenceLine
      y={y}
      stroke={account ? 'var(--faint)' : 'var(--watch)'}
      strokeDasharray={account ? '2 4' : undefined}
      label={{
        value: `${name} ${y} %`,
        position: account ? 'insideBottomLeft' : 'insideTopLeft',
        fill: 'var(--soft)',
        fontSize: 10,
      }}
    />
  );
  return (
    <Picture title={title}>
      <ComposedChart data={days} margin={MARGIN} syncId="rates" accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="day" tickFormatter={shortDay} minTickGap={32} {...AXIS} />
        <YAxis
          width={46}
          domain={[0, top]}
          ticks={[0, lines.low, lines.high]}
          tickFormatter={(value: number) => `${value} %`}
          {...AXIS}
        />
        {line(lines.high, 'high', false)}
        {line(lines.low, 'low', false)}
        {line(lines.accountReview, 'account review', true)}
        {tooltip}
        <Line
          dataKey={(day: Day) => day[rate].percent}
          stroke="var(--accent)"
          strokeWidth={1.5}
          dot={days.length < 40 ? { r: 2, fill: 'var(--accent)' } : false}
          isAnimationActive={false}
        />
      </ComposedChart>
    </Picture>
  );
}

/** Three pictures over the same days: how much, and the two rates beside the published lines. */
export default function RatesCharts({ days }: { days: Rates['days'] }) {
  const pictured = [...days];
  return (
    <div className="grid gap-x-6 gap-y-4 lg:grid-cols-3">
      <Picture title="Sends (bars) and deliveries (line)">
        <ComposedChart data={pictured} margin={MARGIN} syncId="rates" accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="day" tickFormatter={shortDay} minTickGap={32} {...AXIS} />
          <YAxis width={44} tickFormatter={shortCount} {...AXIS} />
          {tooltip}
          <Bar dataKey="sends" fill="var(--paused-bg)" stroke="var(--faint)" isAnimationActive={false} />
          <Line dataKey="deliveries" stroke="var(--accent)" strokeWidth={1.5} dot={false} isAnimationActive={false} />
        </ComposedChart>
      </Picture>
      <RatePicture
        title="Bounce rate, permanent bounces of sends"
        days={pictured}
        rate="bounceRate"
        lines={PUBLISHED_LINES.BOUNCE}
      />
      <RatePicture
        title="Complaint rate, complaints of deliveries"
        days={pictured}
        rate="complaintRate"
        lines={PUBLISHED_LINES.COMPLAINT}
      />
      <p className="text-[12px] text-soft lg:col-span-3">
        Lines are published guidance, not in the API: low and high concern one tenant, dotted is where AWS reviews a
        whole account. A day with too few mails has no point.
      </p>
    </div>
  );
}
