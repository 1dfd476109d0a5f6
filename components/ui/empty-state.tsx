import type { ReactNode } from 'react';

/** Nothing to show, and why; always with what is still true and what to do. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="mx-auto max-w-xl px-4 py-14 text-center">
      <h2 className="text-[16px] font-semibold tracking-[-.01em]">{title}</h2>
      {children ? <div className="mt-2 text-soft [overflow-wrap:anywhere]">{children}</div> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
