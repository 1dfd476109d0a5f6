'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryStates } from 'nuqs';
import type { ReactNode } from 'react';
import { EntityActs } from '@/components/entity/entity-acts.tsx';
import { EntityAge } from '@/components/entity/entity-age.tsx';
import { EntityBanners } from '@/components/entity/entity-banners.tsx';
import { EntityHeader } from '@/components/entity/entity-header.tsx';
import { EntitySkeleton } from '@/components/entity/entity-skeleton.tsx';
import { Findings } from '@/components/entity/findings.tsx';
import { OtherStops } from '@/components/entity/other-stops.tsx';
import { RatesPanel } from '@/components/entity/rates-panel.tsx';
import { RawJsonPanel } from '@/components/entity/raw-json-panel.tsx';
import { ResourcesPanel } from '@/components/entity/resources-panel.tsx';
import { StatusCards } from '@/components/entity/status-cards.tsx';
import { Verdict } from '@/components/entity/verdict.tsx';
import { useShortcuts } from '@/components/shell/keyboard.ts';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { copyText } from '@/components/ui/announce.ts';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { entityQuery } from '@/lib/client/entity-queries.ts';
import { knownEntity } from '@/lib/client/known-entity.ts';
import { neighbourInList } from '@/lib/client/list-order.ts';
import type { Entity } from '@/lib/domain/entity.ts';
import { isEntityArn } from '@/lib/domain/parse-arn.ts';
import { pages } from '@/lib/domain/paths.ts';

function BadAddress({ arn }: { arn: string }) {
  return (
    <EmptyState
      whole
      title={arn === '' ? 'This address names no entity' : 'This is not an SES resource ARN'}
      action={<ButtonLink href={pages.entities()}>All entities</ButtonLink>}
    >
      {arn === '' ? null : <p className="font-mono text-ink">{arn.slice(0, 300)}</p>}
      An ARN looks like <code>arn:aws:ses:&lt;region&gt;:&lt;account&gt;:tenant/&lt;name&gt;/&lt;id&gt;</code>. Paste
      one into the search above.
    </EmptyState>
  );
}

function useEntityKeys(arn: string): void {
  const router = useRouter();
  const step = (by: 1 | -1) => {
    const next = neighbourInList(arn, by);
    if (next) router.push(pages.entity(next));
  };
  useShortcuts([
    { key: '[', label: 'Previous entity of the list', group: 'Entity', run: () => step(-1) },
    { key: ']', label: 'Next entity of the list', group: 'Entity', run: () => step(1) },
    { key: '.', label: 'Copy the ARN', group: 'Entity', run: () => void copyText(arn, 'ARN copied') },
  ]);
}

interface Parts {
  /** Sections that belong to other folders. */
  history: ReactNode;
  caseSection: ReactNode;
}

function LoadedEntity({ arn, at, history, caseSection }: Parts & { arn: string; at: string | null }) {
  const client = useQueryClient();
  const { data, error, refetch, dataUpdatedAt, isPlaceholderData } = useQuery({
    ...entityQuery(arn, at),
    // What the list knew stands here until the answer comes. Of a moment in the past no list knows anything.
    placeholderData: () => (at === null ? knownEntity(client, arn) : undefined),
  });
  const entity: Entity | undefined = data;
  useEntityKeys(arn);
  if (!entity) return error ? <ProblemState error={error} retry={() => void refetch()} /> : <EntitySkeleton />;
  return (
    <div className="max-w-[1180px]">
      <title>{`${entity.name} · Standing`}</title>
      <EntityAge entity={entity} />
      <EntityHeader entity={entity} />
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      <EntityBanners entity={entity} />
      <Verdict entity={entity} acts={isPlaceholderData ? null : <EntityActs entity={entity} />} />
      <StatusCards entity={entity} />
      <Findings arn={arn} policy={entity.reputationManagementPolicy} />
      {history}
      {at ? (
        <p className="border-b border-line py-5.5 text-soft">Rates and resources are on the page of now alone.</p>
      ) : (
        <>
          <RatesPanel arn={arn} />
          <ResourcesPanel arn={arn} />
        </>
      )}
      <OtherStops stops={entity.explanation.otherStops} />
      {caseSection}
      <RawJsonPanel arn={arn} />
    </div>
  );
}

/** One entity by the ARN in the address; `at` shows it as it was known then. */
export function EntityScreen(parts: Parts) {
  const [{ arn, at }] = useQueryStates({ arn: parseAsString.withDefault(''), at: parseAsString });
  const wanted = arn.trim();
  if (!isEntityArn(wanted)) return <BadAddress arn={wanted} />;
  return <LoadedEntity key={wanted} arn={wanted} at={at} {...parts} />;
}
