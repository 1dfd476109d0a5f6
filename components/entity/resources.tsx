'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Block } from '@/components/entity/block.tsx';
import { Interval, ReadRefusal, ResourceItem } from '@/components/entity/resource-item.tsx';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { Button } from '@/components/ui/button.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { Time } from '@/components/ui/time.tsx';
import { readResourcesNow, resourcesQuery } from '@/lib/client/panel-queries.ts';
import { kindWord } from '@/lib/domain/resource-kind.ts';
import type { Resources as ResourcesData } from '@/lib/domain/resources.ts';

function Note({ data }: { data: ResourcesData }) {
  if (data.reading) return <>reading from SES…</>;
  return data.readAt ? (
    <>
      read <Time at={data.readAt} form="ago" />
    </>
  ) : (
    <>not read</>
  );
}

function Gone({ gone }: { gone: ResourcesData['gone'] }) {
  if (gone.length === 0) return null;
  return (
    <details className="mt-2">
      <summary className="min-h-6 cursor-pointer text-soft">Detached earlier ({gone.length})</summary>
      <ul>
        {gone.map(({ arn, kind, name, attached, detached }) => (
          <li key={`${arn}${detached.at}`} className="border-t border-line py-2 [overflow-wrap:anywhere]">
            <PlainText text={name} /> <span className="text-soft">({kindWord(kind)})</span>
            <span className="block text-soft">
              attached <Interval {...attached} />, detached <Interval {...detached} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What it sends with, whether each can be sent with, and which other senders use it too. */
export default function Resources({ arn }: { arn: string }) {
  const client = useQueryClient();
  const { data, error, dataUpdatedAt } = useQuery(resourcesQuery(arn));
  const again = useMutation({
    mutationFn: () => readResourcesNow(arn),
    onSuccess: (fresh) => client.setQueryData(resourcesQuery(arn).queryKey, fresh),
  });
  const failure = again.error ?? error;
  return (
    <Block title="Resources" note={data ? <Note data={data} /> : null}>
      {failure ? <ProblemNotice error={failure} shownSince={dataUpdatedAt} /> : null}
      {!data && !error ? <Skeleton className="h-32 w-full" /> : null}
      {data?.reason ? (
        <ReadRefusal what="The list could not be read" reason={data.reason} shownSince={data.readAt} />
      ) : null}
      {data?.readAt === null && data.reading ? (
        <p className="text-soft">SES is being asked what it sends with.</p>
      ) : null}
      {data?.readAt && data.items.length === 0 ? (
        <p>
          Nothing is associated with it. A tenant needs a verified identity and a configuration set before it can send.
        </p>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul aria-busy={data.reading || undefined}>
          {data.items.map((item) => (
            <ResourceItem key={item.arn} item={item} reading={data.reading} />
          ))}
        </ul>
      ) : null}
      {data ? <Gone gone={data.gone} /> : null}
      {data ? (
        <p className="mt-3 print:hidden">
          <Button busy={data.reading || again.isPending} onClick={() => again.mutate()}>
            Read them again
          </Button>
        </p>
      ) : null}
    </Block>
  );
}
