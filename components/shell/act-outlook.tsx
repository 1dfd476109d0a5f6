'use client';

import { useQuery } from '@tanstack/react-query';
import { PreviewPanel } from '@/components/shell/act-preview-panel.tsx';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { actPreviewQuery, type ActRequest } from '@/lib/client/act-mutations.ts';

/** What an act on one sender would do, by the server's own rules. */
export function ActOutlook({ arn, write }: { arn: string; write: Pick<ActRequest, 'act' | 'policy'> }) {
  const { act, policy } = write;
  const preview = useQuery(actPreviewQuery({ arns: [arn] }, policy === undefined ? { act } : { act, policy }));
  if (preview.error && !preview.data) return <ProblemNotice error={preview.error} shownSince={0} />;
  return preview.data ? <PreviewPanel preview={preview.data} single /> : <Skeleton className="h-20 w-full" />;
}
