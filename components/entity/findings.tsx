'use client';

import { useQuery } from '@tanstack/react-query';
import { Block } from '@/components/entity/block.tsx';
import { FindingBar } from '@/components/entity/finding-bar.tsx';
import { ImpactBadge } from '@/components/shell/mark.tsx';
import { findingTypeWords } from '@/components/shell/finding-words.ts';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import { formatDuration } from '@/components/ui/format-time.ts';
import { findingsQuery } from '@/lib/client/entity-queries.ts';
import type { Finding } from '@/lib/domain/finding.ts';
import { type Episode, episodeWords, tellEpisodes } from '@/lib/domain/tell-episodes.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';

interface Told {
  finding: Finding;
  episode: Episode;
}

/** Which of several of its type it is, how long it lasted, and how long after the one before it began. */
function EpisodeLine({ episode }: { episode: Episode }) {
  const which = episodeWords(episode);
  if (which === null) return null;
  const { gapMs } = episode;
  const gap =
    gapMs === null
      ? ''
      : gapMs > 0
        ? `, ${formatDuration(gapMs)} after the one before ended`
        : ', while the one before was open';
  return (
    <span className="block text-[12px] text-soft">
      {which} known here{gap}
    </span>
  );
}

function FindingRow({ told: { finding, episode }, policy }: { told: Told; policy: string | null }) {
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
        {parsed ? <FindingBar type={type} parsed={parsed} policy={policy} /> : null}
        <EpisodeLine episode={episode} />
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
            {episode.lastedMs === null ? null : (
              <span className="block">
                lasted {episode.atLeast ? 'at least ' : ''}
                {formatDuration(episode.lastedMs)}
              </span>
            )}
          </>
        )}
      </div>
    </li>
  );
}

const keyOf = ({ finding: { type, createdAt, description } }: Told) => `${type}${createdAt}${description}`;

/** What SES found, in its own words; the open ones first. */
export function Findings({ arn, policy }: { arn: string; policy: string | null }) {
  const { data, error, dataUpdatedAt } = useQuery(findingsQuery(arn));
  const episodes = tellEpisodes(data?.items ?? []);
  const told = data?.items.map((finding, index) => ({ finding, episode: episodes[index] })) ?? [];
  const all = told.filter((one): one is Told => one.episode !== undefined);
  const open = all.filter(({ finding }) => finding.status === 'OPEN');
  const rest = all.filter(({ finding }) => finding.status !== 'OPEN');
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
        {open.map((told) => (
          <FindingRow key={keyOf(told)} told={told} policy={policy} />
        ))}
      </ul>
      {rest.length > 0 ? (
        <details className="mt-1">
          <summary className="min-h-6 cursor-pointer text-soft">Past findings ({rest.length})</summary>
          <ul>
            {rest.map((told) => (
              <FindingRow key={keyOf(told)} told={told} policy={policy} />
            ))}
          </ul>
        </details>
      ) : null}
    </Block>
  );
}
