import type { ReactNode } from 'react';

/** Nothing to show, and why; always with what is still true and what to do. */
export function EmptyState(props: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Nothing else is on the page: the title is the page's. */
  whole?: boolean;
}) {
  const { title, children, action, whole = false } = props;
  const Heading = whole ? 'h1' : 'h2';
  return (
    <div className="mx-auto max-w-xl px-4 py-14 text-center">
      <Heading className="text-[16px] font-semibold tracking-[-.01em]">{title}</Heading>
      {children ? <div className="mt-2 text-soft [overflow-wrap:anywhere]">{children}</div> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
