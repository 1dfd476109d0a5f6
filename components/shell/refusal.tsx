import { Notice } from '@/components/ui/notice.tsx';
import type { Problem } from '@/lib/domain/problem.ts';

/** What the server answered to a form, read aloud when it comes. */
export function Refusal({ problem }: { problem: Problem | null }) {
  return (
    <div role="alert">
      {problem === null ? null : (
        <Notice tone="stop">
          <span>{problem.detail}</span>
        </Notice>
      )}
    </div>
  );
}
