import type { ReactNode } from 'react';
import { Providers } from '@/components/shell/providers.tsx';
import { ThemeSwitch } from '@/components/shell/switches.tsx';
import { ANNOUNCER_ID } from '@/components/ui/announce.ts';

/** The frame of the two pages that are open before signing in: one narrow column, nothing else to do. */
export function EntryFrame({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <Providers>
      <main className="mx-auto flex min-h-dvh w-full max-w-[400px] flex-col justify-center px-4 py-10">
        <p className="text-[15px] font-bold tracking-[-.01em]">Standing</p>
        <h1 className="mt-6 text-[21px] font-semibold tracking-[-.015em]">{title}</h1>
        <p className="mt-1 text-soft">{lead}</p>
        {children}
        <div className="mt-10 text-[12px] text-soft">
          <ThemeSwitch />
        </div>
      </main>
      <div id={ANNOUNCER_ID} aria-live="polite" className="sr-only" />
    </Providers>
  );
}
