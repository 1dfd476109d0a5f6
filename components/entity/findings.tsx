'use client';

import { useQuery } from '@tanstack/react-query';
import { Block } from '@/components/entity/block.tsx';
import { FindingBar } from '@/components/entity/finding-bar.tsx';
import { ImpactBadge } from '@/components/shell/mark.tsx';
import { findingTypeWords } from '@/components/shell/finding-words.ts';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import { findingsQuery } from '@/lib/client/entity-queries.ts';
import type { Finding } from '@/lib/domain/finding.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';

function FindingRow({ finding }: { finding: Finding }) {
  const { type, impact, description, status, createdAt, lastUpdatedAt, firstSeenAt, parsed } = finding;
  const open = status === 'OPEN';
  return (
    <li className="grid gap-x-4 gap-y-1 border-t border-line py-2.5 md:grid-cols-[140px_minmax(0,1fr)_150px]">
      <div className="font-semibold">
        <ImpactBadge impact={impact} />
        <span className="block font-normal text-soft max-md:ml-2 max-md:inline">{findingTypeWords(type)}</span>
      </div>
      <div className="[overflow-wrap:anywhere]">
        {description ? <PlainText text={description} /> : <span className="text-soft">SES gives no text.</span>}
        {parsed?.exceededPercent != null ? (
          <FindingBar type={type} percent={parsed.exceededPercent} volume={parsed.volume} />
        ) : null}
      </div>
      <div className="text-soft md:text-right">
        {open ? (
          <>
            open <ExactTime at={createdAt ?? firstSeenAt} form="duration" atLeast={createdAt === null} />
          </>
        ) : (
          <>
            {status === 'FIXED' ? 'fixed' : (status ?? 'no status reported')}
            {lastUpdatedAt ? (
              <>
                {' '}
                <ExactTime at={lastUpdatedAt} form="ago" />
              </>
            ) : null}
          </>
        )}
      </div>
    </li>
  );
}

/** What SES found, in its own words; the open ones first. */
export function Findings({ arn }: { arn: string }) {
  const { data, error, dataUpdatedAt } = useQuery(findingsQuery(arn));
  const open = data?.items.filter(({ status }) => status === 'OPEN') ?? [];
  const rest = data?.items.filter(({ status }) => status !== 'OPEN') ?? [];
  return (
    <Block title="Findings" note={data ? `${open.length} open · ${rest.length} past` : null}>
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {!data && !error ? <Skeleton className="h-10 w-full" /> : null}
      {data?.incomplete ? <p className="mb-2 text-soft">{data.incomplete}</p> : null}
      {data && open.length === 0 ? (
        <p className="text-soft">
          No open finding
          {data.readAt ? (
            <>
              {' '}
              as of <ExactTime at={data.readAt} form="moment" />
            </>
          ) : (
            ' is known; findings were not read yet'
          )}
          .
        </p>
      ) : null}
      <ul>
        {open.map((finding) => (
          <FindingRow key={`${finding.type}${finding.createdAt}${finding.description}`} finding={finding} />
        ))}
      </ul>
      {rest.length > 0 ? (
        <details className="mt-1">
          <summary className="min-h-6 cursor-pointer text-soft">Past findings ({rest.length})</summary>
          <ul>
            {rest.map((finding) => (
              <FindingRow key={`${finding.type}${finding.createdAt}${finding.description}`} finding={finding} />
            ))}
          </ul>
        </details>
      ) : null}
    </Block>
  );
}
