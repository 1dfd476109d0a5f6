'use client';

import { useQuery } from '@tanstack/react-query';
import { InviteForm } from '@/components/settings/invite-form.tsx';
import { PersonItem } from '@/components/settings/person-item.tsx';
import { SettingsHeading, SettingsSection } from '@/components/settings/settings-section.tsx';
import { WaitingLinks } from '@/components/settings/waiting-links.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { usersQuery } from '@/lib/client/people.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { refusalFor } from '@/lib/domain/access.ts';

/** Who may sign in and what they may do: for administrators of everything. */
export function PeopleScreen() {
  const { data: session } = useQuery(sessionQuery());
  const user = session?.user;
  const refusal = user == null ? null : refusalFor(user, 'users.manage');
  return (
    <>
      <SettingsHeading
        title="People"
        lead="Viewers read. Operators also stop and restart sending. Administrators also manage connections and people."
      />
      {refusal === null ? null : <EmptyState title="Not yours to see">{refusal}</EmptyState>}
      {user != null && refusal === null ? <People selfId={user.id} /> : null}
    </>
  );
}

function People({ selfId }: { selfId: string }) {
  const { data, error, dataUpdatedAt, refetch } = useQuery(usersQuery());
  if (!data) {
    return error ? (
      <ProblemState error={error} retry={() => void refetch()} />
    ) : (
      <Loading what="people">
        <Skeleton className="mt-5 h-24" />
      </Loading>
    );
  }
  return (
    <>
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      <ul className="mt-5">
        {data.items.map((person) => (
          <PersonItem key={person.id} person={person} isSelf={person.id === selfId} />
        ))}
      </ul>
      <WaitingLinks links={data.links} />
      <SettingsSection
        title="Invite somebody"
        lead="Standing sends no mail. It shows you a link to pass on; whoever opens it first chooses the password, so send it where only they read."
      >
        <InviteForm />
      </SettingsSection>
    </>
  );
}
