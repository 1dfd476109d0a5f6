'use client';

import { useQuery } from '@tanstack/react-query';
import { OwnSessions } from '@/components/settings/own-sessions.tsx';
import { PasswordForm } from '@/components/settings/password-form.tsx';
import { SecondFactor } from '@/components/settings/second-factor.tsx';
import { SettingsHeading, SettingsSection } from '@/components/settings/settings-section.tsx';
import { SignedInAs } from '@/components/settings/signed-in-as.tsx';
import { ProblemState } from '@/components/shell/problem-state.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { ownSessionsQuery } from '@/lib/client/account.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';

/** How I sign in, and where I am signed in. */
export function AccountScreen() {
  const { data: session } = useQuery(sessionQuery());
  const isPerson = session?.user != null && !session.demo;
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <SettingsHeading title="Your account" lead="How you sign in, and where you are signed in." />
        <SignedInAs />
      </div>
      {session?.demo ? <EmptyState title="No account in the demo">The demo asks for no sign-in.</EmptyState> : null}
      {isPerson ? <Account /> : null}
    </>
  );
}

function Account() {
  const { data, error, refetch } = useQuery(ownSessionsQuery());
  if (!data) {
    return error ? (
      <ProblemState error={error} retry={() => void refetch()} />
    ) : (
      <Loading what="your account">
        <Skeleton className="mt-5 h-24" />
      </Loading>
    );
  }
  return (
    <>
      {data.password ? (
        <>
          <SettingsSection title="Password" lead="Changing it ends every session but this one.">
            <PasswordForm />
          </SettingsSection>
          <SettingsSection
            title="Second factor"
            lead="A code of six digits from an app on your phone, asked for after the password. Whoever learns the password alone does not get in."
          >
            <SecondFactor on={data.twoFactor} />
          </SettingsSection>
        </>
      ) : (
        <SettingsSection
          title="Password and second factor"
          lead="You sign in with the identity provider, which keeps both."
        >
          {null}
        </SettingsSection>
      )}
      <SettingsSection
        title="Sessions"
        lead="A session ends after twelve hours without use, and a week after its start."
      >
        <OwnSessions items={data.items} />
      </SettingsSection>
    </>
  );
}
