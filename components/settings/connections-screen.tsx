'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AddConnectionForm } from '@/components/settings/add-connection-form.tsx';
import { ConnectionItem } from '@/components/settings/connection-item.tsx';
import { LabelsForm } from '@/components/settings/labels-form.tsx';
import { PolicyPanel } from '@/components/settings/policy-panel.tsx';
import { SignedInAs } from '@/components/settings/signed-in-as.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { connectionsQuery } from '@/lib/client/connection-queries.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import type { Connection } from '@/lib/domain/connection.ts';
import { refusalFor } from '@/lib/domain/access.ts';

function Section({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <section className="mt-9 border-t border-line pt-5">
      <h2 className="text-[15px] font-semibold tracking-[-.01em]">{title}</h2>
      <p className="mt-0.5 max-w-prose text-soft">{lead}</p>
      {children}
    </section>
  );
}

/** Accounts and Regions Standing reads: what they are, how they are doing, how to add one and what AWS must allow. */
export function ConnectionsScreen() {
  const { data, error, dataUpdatedAt, refetch } = useQuery(connectionsQuery());
  const { data: session } = useQuery(sessionQuery());
  const user = session?.user;
  const refusal = user == null ? null : refusalFor(user, 'connections.manage');
  const labelRefusal = user == null ? null : refusalFor(user, 'entities.label');
  const [first] = data?.items ?? [];
  const scope = {
    region: first?.region ?? 'us-east-1',
    account: first?.account ?? null,
    externalId: first?.externalId ?? null,
  };
  return (
    <>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-[21px] font-semibold tracking-[-.015em]">Connections</h1>
          <p className="mt-0.5 max-w-prose text-soft">
            A connection is one AWS account and Region, reached with one credential.
          </p>
        </div>
        <SignedInAs />
      </header>
      {error && data ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {error && !data ? <ProblemState titled error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <ConnectionList>
          {data.items.map((connection) => (
            <ConnectionItem
              key={connection.id}
              connection={connection}
              sharing={regionsSharing(data.items, connection)}
              refusal={refusal}
            />
          ))}
        </ConnectionList>
      ) : null}
      {!data && !error ? (
        <Loading what="connections">
          <Skeleton className="mt-5 h-24" />
        </Loading>
      ) : null}
      <Section
        title="Add a connection"
        lead={
          <>
            AWS is asked once in each Region before anything is stored. Started with AWS_REGION, Standing also connects
            with the environment by itself, as “Ambient credentials”.
          </>
        }
      >
        <AddConnectionForm refusal={refusal} />
      </Section>
      <Section
        title="Labels"
        lead="Operators know customers, not tenant ids: names, customer numbers, contacts and links, found by every search and shown with each sender. From CSV here, or from AWS tags by “Edit name and labels” of a connection."
      >
        <LabelsForm refusal={labelRefusal} />
      </Section>
      <Section title="What AWS must allow" lead="The least privilege, to paste into IAM.">
        <PolicyPanel key={`${scope.region}/${scope.account}`} suggested={scope} />
      </Section>
    </>
  );
}

/** Regions whose connections share the credential of this one. */
function regionsSharing(all: readonly Connection[], { credentialId }: Connection): string[] {
  return all.filter((one) => one.credentialId === credentialId).map(({ region }) => region);
}

function ConnectionList({ children }: { children: ReactNode[] }) {
  if (children.length === 0) {
    return (
      <p className="mt-5 border-t border-line pt-4 text-soft">
        No connection yet, so nothing is read. Add the first one below.
      </p>
    );
  }
  return <ul className="mt-5">{children}</ul>;
}
