'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect } from 'react';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { askResourceNow, resourceQuery } from '@/lib/client/entity-queries.ts';
import { pages } from '@/lib/domain/paths.ts';
import type { ResourceSearch } from '@/lib/domain/resource-search.ts';

type Place = ResourceSearch['connections'][number];

/** Where SES was asked and for what, or why it could not be: an empty list must not look like an answer. */
function PlaceLine({ place }: { place: Place }) {
  const { label, region, account, state, asked, found, more, reason, readAt } = place;
  return (
    <li className="[overflow-wrap:anywhere]">
      <b className="font-semibold text-ink">
        <PlainText text={label} />
      </b>{' '}
      ({region}
      {account === null ? '' : `, ${account}`}):{' '}
      {state === 'denied' ? (
        <>
          AWS does not permit asking. The credential lacks{' '}
          <code className="font-mono text-ink">{reason?.iamAction ?? 'ses:ListResourceTenants'}</code>.
        </>
      ) : null}
      {state === 'failed' ? `could not be asked: ${reason?.message ?? 'no reason is known.'}` : null}
      {state === 'asked'
        ? `${found.toLocaleString('en')} found; SES was asked for ${asked.map((arn) => arn.slice(arn.indexOf('/') + 1)).join(', then ')}.`
        : null}
      {state === 'known' && readAt ? (
        <>
          {found.toLocaleString('en')} known, read <Time at={readAt} form="ago" />; SES was not asked.
        </>
      ) : null}
      {more ? ' SES has more; only its first page was read.' : ''}
    </li>
  );
}

function NotHeld({ tenants }: { tenants: ResourceSearch['notHeld'] }) {
  if (tenants.length === 0) return null;
  return (
    <details className="[overflow-wrap:anywhere]">
      <summary className="min-h-6 cursor-pointer">
        {tenants.length.toLocaleString('en')} more that SES names and Standing has not read
      </summary>
      {tenants.map(({ name, arn }, index) => (
        <span key={arn ?? name}>
          {index > 0 ? ', ' : ''}
          {arn === null ? (
            <PlainText text={name} />
          ) : (
            <Link href={pages.entity(arn)} prefetch={false}>
              <PlainText text={name} />
            </Link>
          )}
        </span>
      ))}
    </details>
  );
}

/**
 * The answer to a search by sending domain or address: what is known, where SES was asked, and what it could not say.
 *
 * @param total senders the list shows; null while it is not known, or where other filters narrow it too
 */
export function ResourceAnswer(props: { resource: string; total: number | null; clear: () => void }) {
  const { resource, total, clear } = props;
  const client = useQueryClient();
  const { data, error, errorUpdatedAt } = useQuery(resourceQuery(resource));
  const asking = useMutation({
    mutationFn: () => askResourceNow(resource),
    onSuccess: (answer) => client.setQueryData(resourceQuery(resource).queryKey, answer),
  });
  // What was asked is in the list from now on.
  useEffect(() => {
    if (data?.connections.some(({ state }) => state === 'asked'))
      void client.invalidateQueries({ queryKey: ['entities'] });
  }, [client, data]);
  const failure = asking.error ?? error;
  if (failure) return <ProblemNotice error={failure} shownSince={data ? errorUpdatedAt : 0} />;
  if (data === undefined || asking.isPending) {
    return (
      <Notice tone="plain" live>
        <span>
          Asking SES which senders use <PlainText text={resource} />.
        </span>
      </Notice>
    );
  }
  const blind = data.connections.some(({ state }) => state === 'denied' || state === 'failed');
  const details = (
    <>
      <ul className="text-[12.5px] text-soft">
        {data.connections.map((place) => (
          <PlaceLine key={place.id} place={place} />
        ))}
      </ul>
      <NotHeld tenants={data.notHeld} />
    </>
  );
  if (total === 0 && data.connections.every(({ found }) => found === 0)) {
    const title = blind ? `No sender is known to use ${data.resource}` : `No sender uses ${data.resource}`;
    return (
      <EmptyState title={title} action={<Button onClick={clear}>Clear the filter</Button>}>
        {details}
      </EmptyState>
    );
  }
  return (
    <Notice tone={blind ? 'watch' : 'plain'}>
      <div className="min-w-0 flex-1 basis-64">
        <p>
          Senders that use{' '}
          <b className="font-semibold">
            <PlainText text={data.resource} />
          </b>
        </p>
        {details}
      </div>
      <Button onClick={() => asking.mutate()}>Ask SES now</Button>
    </Notice>
  );
}
