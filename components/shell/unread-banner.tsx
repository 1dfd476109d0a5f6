'use client';

import { useQuery } from '@tanstack/react-query';
import { blindConnections } from '@/components/shell/reading-state.ts';
import { Notice } from '@/components/ui/notice.tsx';
import { Time } from '@/components/ui/time.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { overviewQuery } from '@/lib/client/overview-queries.ts';
import type { Connection } from '@/lib/domain/connection.ts';
import { counted } from '@/lib/domain/counted.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';

const STATE_WORDS: Partial<Record<Connection['state'], string>> = {
  'wrong-account': 'is not being read: another account answered',
  paused: 'is paused',
};

function LostLine({ error, shownSince }: { error: unknown; shownSince: number }) {
  return (
    <Notice tone="watch" live>
      <span>
        {problemOf(error).detail} The numbers are as of <Time at={new Date(shownSince).toISOString()} form="moment" />.
      </span>
    </Notice>
  );
}

function UnreadLine({ connection }: { connection: Connection }) {
  const { label, region, state, unreadSince, readAt, reason, entities } = connection;
  return (
    <Notice tone="watch">
      <span>
        <b className="font-semibold">
          <PlainText text={label} /> {label.includes(region) ? '' : region}
        </b>{' '}
        {STATE_WORDS[state] ?? (
          <>
            unread
            {unreadSince ? (
              <>
                {' '}
                since <Time at={unreadSince} form="moment" />
              </>
            ) : null}
          </>
        )}
        {reason ? `: ${reason.message.replace(/\.$/, '')}` : ''}.{' '}
        {readAt ? (
          <>
            {counted(entities, 'sender is', 'senders are')} shown as of <Time at={readAt} form="moment" />.
          </>
        ) : (
          'Nothing of it has been read yet.'
        )}
      </span>
    </Notice>
  );
}

/** At the top of every page: which connections cannot be read, and whether Standing itself answers. */
export function UnreadBanner() {
  const { data, error, dataUpdatedAt } = useQuery(overviewQuery());
  const blind = data ? blindConnections(data.connections) : [];
  return (
    <>
      {error && data ? <LostLine error={error} shownSince={dataUpdatedAt} /> : null}
      {blind.map((connection) => (
        <UnreadLine key={connection.id} connection={connection} />
      ))}
    </>
  );
}
