'use client';

import { useQuery } from '@tanstack/react-query';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { entityRawQuery } from '@/lib/client/entity-queries.ts';

/** What SES last answered, as stored. Loaded when it is opened. */
export default function RawJson({ arn }: { arn: string }) {
  const { data, error, isPending } = useQuery(entityRawQuery(arn));
  if (error) return <ProblemNotice error={error} shownSince={0} />;
  if (isPending) return <Skeleton className="h-40 w-full" />;
  const text = JSON.stringify(data, null, 2);
  return (
    <div className="mt-2">
      <CopyButton label="Copy JSON" said="JSON copied" text={() => text} />
      <pre
        // Scrolls sideways on its own, so it must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="mt-2 max-h-120 overflow-auto rounded-lg border border-line bg-panel p-3.5 font-mono text-[12px]"
      >
        {text}
      </pre>
    </div>
  );
}
