'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsString, useQueryStates } from 'nuqs';
import { DiffLine } from '@/components/fleet/diff-line.tsx';
import { KIND_WORDS } from '@/components/fleet/diff-words.ts';
import { type RangePreset, useRange } from '@/components/fleet/fleet-range.ts';
import { RangePresets } from '@/components/fleet/range-presets.tsx';
import { UnwatchedWithin } from '@/components/fleet/unwatched-within.tsx';
import { CopyAddress } from '@/components/shell/copy-link.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { PlaceFilter, usePlaceFilter } from '@/components/shell/place-filter.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { TypedTime } from '@/components/shell/typed-time.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { Time } from '@/components/ui/time.tsx';
import { diffQuery } from '@/lib/client/fleet-queries.ts';
import { DIFF_KINDS } from '@/lib/domain/diff-standing.ts';
import { parseArn, tenantOf } from '@/lib/domain/parse-arn.ts';
import { pages } from '@/lib/domain/paths.ts';

const HOUR_MS = 3_600_000;
const PRESETS: readonly RangePreset[] = [
  { value: '8h', label: '8 hours', ms: 8 * HOUR_MS },
  { value: '24h', label: '24 hours', ms: 24 * HOUR_MS },
  { value: 'today', label: 'today', ms: 0 },
  { value: '7d', label: '7 days', ms: 168 * HOUR_MS },
];

/** What differs between two moments, for the fleet or for one sender: what somebody who begins a shift must know. */
export function DiffScreen() {
  const place = usePlaceFilter();
  const range = useRange(PRESETS, '8h');
  const [{ arn, kind }, set] = useQueryStates({ arn: parseAsString, kind: parseAsString });
  const { from, to } = range;
  const { data, error, dataUpdatedAt, refetch } = useQuery(
    diffQuery({
      from,
      ...(to === undefined ? {} : { to }),
      ...(arn === null ? {} : { arn }),
      ...(kind === null ? {} : { kind }),
      ...place.query,
    }),
  );
  const parts = arn === null ? null : parseArn(arn);
  const name = parts === null ? arn : tenantOf(parts).tenantName;
  const kinds = DIFF_KINDS.filter((each) => (data?.counts[each] ?? 0) > 0);
  return (
    <div className="max-w-[1180px]">
      <PageActions>
        <CopyAddress sentence={() => `What changed for ${name ?? 'our SES senders'} since ${from}`} />
      </PageActions>
      <div className="mt-2.5 mb-1 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-[22px] font-[620] tracking-[-.015em] [overflow-wrap:anywhere]">
          What changed{name === null ? '' : ' for '}
          {name === null || arn === null ? null : (
            <Link href={pages.entity(arn)} prefetch={false} className="underline">
              <PlainText text={name} />
            </Link>
          )}
        </h1>
        <span className="flex flex-wrap gap-1.5" data-screen-only>
          <RangePresets label="Since" presets={PRESETS} chosen={range.preset} choose={range.choose} />
          <TypedTime label="Range in words" placeholder="since Monday, 1 Nov..8 Nov" onTake={range.take} />
          {arn === null ? <PlaceFilter place={place} /> : null}
        </span>
      </div>
      {data ? (
        <p className="mb-2 text-soft">
          Between <Time at={data.from} form="moment" /> and{' '}
          {to === undefined ? 'now' : <Time at={data.to} form="moment" />}, as it was known at each. Flips in between
          that ended where they began are “moved and back”.
        </p>
      ) : null}
      {error && data ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {error && !data ? <ProblemState titled error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading what="the difference">
          <Skeleton className="mt-4 h-60 w-full" />
        </Loading>
      ) : null}
      {data ? <UnwatchedWithin unwatched={data.unwatched} /> : null}
      {kinds.length > 0 ? (
        <fieldset aria-label="Kind of difference" className="my-3 flex flex-wrap gap-1.5 text-[12.5px]">
          {kinds.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={kind === each}
              className="min-h-7 cursor-pointer rounded-full border border-line bg-panel px-2.5 aria-pressed:border-accent aria-pressed:bg-paused-bg"
              onClick={() => void set({ kind: kind === each ? null : each })}
            >
              {KIND_WORDS[each]} <b className="font-semibold">{(data?.counts[each] ?? 0).toLocaleString('en')}</b>
            </button>
          ))}
        </fieldset>
      ) : null}
      {data && data.items.length === 0 ? (
        <EmptyState title="Nothing changed">
          {data.unwatched.length > 0
            ? 'Nothing that Standing saw; part of the time nobody was watching.'
            : 'Every sender stands as it stood then, and none moved in between.'}
        </EmptyState>
      ) : null}
      <ul>
        {data?.items.map((item) => (
          <DiffLine key={item.arn} item={item} from={data.from} />
        ))}
      </ul>
      {data && data.total > data.items.length ? (
        <p className="border-t border-line pt-2 text-[12.5px] text-soft">
          The loudest {data.items.length.toLocaleString('en')} of {data.total.toLocaleString('en')}; narrow it by kind,
          Region or connection.
        </p>
      ) : null}
    </div>
  );
}
