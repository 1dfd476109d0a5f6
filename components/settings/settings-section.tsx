import type { ReactNode } from 'react';

export function SettingsSection({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <section className="mt-9 border-t border-line pt-5">
      <h2 className="text-[15px] font-semibold tracking-[-.01em]">{title}</h2>
      <p className="mt-0.5 max-w-prose text-soft">{lead}</p>
      {children}
    </section>
  );
}

export function SettingsHeading({ title, lead }: { title: string; lead: ReactNode }) {
  return (
    <header>
      <h1 className="text-[21px] font-semibold tracking-[-.015em]">{title}</h1>
      <p className="mt-0.5 max-w-prose text-soft">{lead}</p>
    </header>
  );
}
