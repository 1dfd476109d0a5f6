import type { ReactNode } from 'react';

/** A part of the page under a hairline: its name, what is in it at a glance, and the thing itself. */
export function SharedBlock({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-b border-line py-5.5" aria-label={title}>
      <header className="mb-3 flex flex-wrap items-baseline gap-x-3.5">
        <h2 className="text-[14px] font-semibold">{title}</h2>
        {note ? <span className="ml-auto text-[12.5px] text-soft">{note}</span> : null}
      </header>
      {children}
    </section>
  );
}
