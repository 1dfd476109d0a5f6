'use client';

import { Button } from '@/components/ui/button.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Time } from '@/components/ui/time.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import type { Problem } from '@/lib/domain/problem.ts';

const TITLES: Record<string, string> = {
  'not-permitted': 'Your role does not allow this',
  'ses-access-denied': 'AWS refused this read',
  'entity-not-found': 'SES knows no such entity',
  'connection-not-found': 'No connection reaches this account and Region',
  'invalid-arn': 'This is not an SES resource ARN',
  unreachable: 'Standing did not answer',
};

function reportText(problem: Problem): string {
  return `${problem.code} (${problem.status}): ${problem.detail}${problem.requestId ? ` [request ${problem.requestId}]` : ''}`;
}

/** Nothing could be shown: says what happened, the missing IAM action, the request id, and offers to try again. */
export function ProblemState(props: {
  error: unknown;
  retry?: () => void;
  /** The page has a title of its own. */
  titled?: boolean;
}) {
  const { error, retry, titled = false } = props;
  const problem = problemOf(error);
  return (
    <EmptyState
      whole={!titled}
      title={TITLES[problem.code] ?? problem.title}
      action={
        <>
          {retry ? <Button onClick={retry}>Try again</Button> : null}
          <CopyButton look="quiet" label="Copy details" said="Details copied" text={() => reportText(problem)} />
        </>
      }
    >
      <p>{problem.detail}</p>
      {problem.iamAction ? (
        <p className="mt-2">
          The missing IAM action is <code className="font-mono text-ink">{problem.iamAction}</code>.
        </p>
      ) : null}
      <p className="mt-2 font-mono text-[12px]">
        {problem.code}
        {problem.requestId ? ` · request ${problem.requestId}` : ''}
      </p>
    </EmptyState>
  );
}

/** Something is shown, but refreshing it failed: says so, with the age of what is shown. */
export function ProblemNotice({ error, shownSince }: { error: unknown; shownSince: number }) {
  const problem = problemOf(error);
  // That nothing answers at all is said once, by the banner of the shell.
  if (problem.code === 'unreachable' && shownSince > 0) return null;
  return (
    <Notice tone="watch" live>
      <span>
        {problem.detail}{' '}
        {shownSince > 0 ? (
          <>
            Shown as of <Time at={new Date(shownSince).toISOString()} form="moment" />.
          </>
        ) : null}
      </span>
    </Notice>
  );
}
