'use client';

import { useQuery } from '@tanstack/react-query';
import { ImportForm } from '@/components/settings/import-form.tsx';
import { ImportReport } from '@/components/settings/import-report.tsx';
import { SettingsHeading, SettingsSection } from '@/components/settings/settings-section.tsx';
import { ProblemState } from '@/components/shell/problem-state.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { Time } from '@/components/ui/time.tsx';
import { importsQuery } from '@/lib/client/event-imports.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { refusalFor } from '@/lib/domain/access.ts';
import type { EventImport } from '@/lib/domain/event-import.ts';

/** History from before Standing watched, out of files of EventBridge events. */
export function ImportScreen() {
  const { data: session } = useQuery(sessionQuery());
  const user = session?.user;
  const refusal = user == null ? null : refusalFor(user, 'history.extend');
  return (
    <>
      <SettingsHeading
        title="Import history"
        lead="Amazon SES puts every change of a sending status, and every finding, on EventBridge. A file of those events lets the history start before Standing was installed. Importing a file again, or files that overlap, changes nothing."
      />
      {refusal === null ? null : <EmptyState title="Not yours to do">{refusal}</EmptyState>}
      {user != null && refusal === null ? (
        <>
          <ImportForm />
          <SettingsSection
            title="What a file may be"
            lead={
              <>
                One event a line, one array, or messages of SQS, SNS or CloudWatch Logs around them; also compressed
                with gzip. Any size: it is sent piece by piece. Events of accounts and Regions without a connection are
                refused. For very large files, <code>npm run standing -- import</code> does the same on the server.
              </>
            }
          >
            <Imports />
          </SettingsSection>
        </>
      ) : null}
    </>
  );
}

function Imports() {
  const { data, error, refetch } = useQuery(importsQuery());
  if (error && !data) return <ProblemState error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <Loading what="Imports">
        <Skeleton className="mt-5 h-16" />
      </Loading>
    );
  }
  if (data.items.length === 0) return <p className="mt-4 text-soft">Nothing was imported yet.</p>;
  return (
    <>
      <h3 className="mt-6 font-semibold">Imports so far</h3>
      <ul>
        {data.items.map((item) => (
          <ImportItem key={item.id} item={item} />
        ))}
      </ul>
    </>
  );
}

function ImportItem({ item }: { item: EventImport }) {
  return (
    <li className="mt-3 border-t border-line pt-3">
      <p>
        <span className="font-[550] [overflow-wrap:anywhere]">{item.name}</span>{' '}
        <span className="text-soft">
          {item.finishedAt === null ? (
            <>
              not finished, last moved <Time at={item.movedAt} form="ago" />
            </>
          ) : (
            <>
              <Time at={item.finishedAt} form="ago" />
            </>
          )}{' '}
          by {item.by}
        </span>
      </p>
      {item.finishedAt === null ? <p className="text-soft">Import the same file again to go on.</p> : null}
      <div className="mt-1 text-soft">
        <ImportReport report={item} />
      </div>
    </li>
  );
}
