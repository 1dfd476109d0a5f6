'use client';

import { useQuery } from '@tanstack/react-query';
import { FreezeWindows } from '@/components/settings/freeze-windows.tsx';
import { GuardRailsForm } from '@/components/settings/guard-rails-form.tsx';
import { ReasonTemplatesForm } from '@/components/settings/reason-templates-form.tsx';
import { SettingsHeading, SettingsSection } from '@/components/settings/settings-section.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { guardRailsQuery, reasonTemplatesQuery } from '@/lib/client/guard-rail-queries.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { refusalFor, refusalOf } from '@/lib/domain/access.ts';

/** What keeps acts from doing harm: for everybody to read, for administrators of everything to change. */
export function GuardRailsScreen() {
  const { data: session } = useQuery(sessionQuery());
  const { data, error, refetch, dataUpdatedAt } = useQuery(guardRailsQuery());
  const { data: templates } = useQuery(reasonTemplatesQuery());
  const user = session?.user;
  const refusal = user == null ? refusalOf('guard-rails.manage') : refusalFor(user, 'guard-rails.manage');
  const templatesRefusal = user == null ? refusalOf('acts.start') : refusalFor(user, 'acts.start');
  return (
    <>
      <SettingsHeading
        title="Guard rails"
        lead="Standing’s own rules for acts. SES knows none of them: whoever has AWS credentials can do there what is held here."
      />
      {error && data ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {error && !data ? <ProblemState titled error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading what="the guard rails">
          <Skeleton className="mt-5 h-40" />
        </Loading>
      ) : null}
      {data?.held ? <Notice tone="watch">{data.held.reason}</Notice> : null}
      {data ? (
        <>
          <GuardRailsForm key={JSON.stringify(data.rails)} rails={data.rails} refusal={refusal} />
          <SettingsSection
            title="Freeze windows"
            lead="No act runs in them, whoever asks; one that is under way pauses itself and goes on afterwards."
          >
            <FreezeWindows rails={data.rails} refusal={refusal} />
          </SettingsSection>
        </>
      ) : null}
      {templates ? (
        <SettingsSection
          title="Reasons to choose from"
          lead="What operators pick when an act asks for its reason, one a line."
        >
          <ReasonTemplatesForm key={templates.items.join('\n')} items={templates.items} refusal={templatesRefusal} />
        </SettingsSection>
      ) : null}
    </>
  );
}
