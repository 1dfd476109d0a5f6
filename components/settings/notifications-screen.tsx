'use client';

import { useQuery } from '@tanstack/react-query';
import { DeliveryList } from '@/components/settings/delivery-list.tsx';
import { SettingsHeading, SettingsSection } from '@/components/settings/settings-section.tsx';
import { WebhookForm } from '@/components/settings/webhook-form.tsx';
import { WebhookItem } from '@/components/settings/webhook-item.tsx';
import { ProblemNotice, ProblemState } from '@/components/shell/problem-state.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { notificationsQuery } from '@/lib/client/notification-queries.ts';

/** Where Standing says that senders were stopped, and how that went. */
export function NotificationsScreen() {
  const { data, error, dataUpdatedAt, refetch } = useQuery(notificationsQuery());
  return (
    <>
      <SettingsHeading
        title="Notifications"
        lead="One message when senders are stopped or their impact becomes high: once for each such change, and what comes together as one message. Messages are signed, and sent again until they are taken."
      />
      {error && data ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {error && !data ? <ProblemState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? (
        <Loading what="notifications">
          <Skeleton className="mt-5 h-16" />
        </Loading>
      ) : null}
      {data ? (
        <>
          {data.webhook === null ? (
            <p className="mt-5 border-t border-line pt-4 text-soft">No webhook is set: nobody is told.</p>
          ) : (
            <WebhookItem webhook={data.webhook} />
          )}
          <SettingsSection
            title={data.webhook === null ? 'Set a webhook' : 'Change the webhook'}
            lead={
              data.privateAllowed
                ? 'The address that messages are sent to. Private networks and plain HTTP are allowed on this server.'
                : 'The address that messages are sent to: HTTPS, and not in a private network.'
            }
          >
            <WebhookForm isSet={data.webhook !== null} />
          </SettingsSection>
          <SettingsSection title="Deliveries" lead="The newest fifty messages; kept for thirty days.">
            <DeliveryList deliveries={data.deliveries} />
          </SettingsSection>
        </>
      ) : null}
    </>
  );
}
