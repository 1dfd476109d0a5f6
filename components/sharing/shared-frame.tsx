'use client';

import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { SharedFoot } from '@/components/sharing/shared-foot.tsx';
import { Providers } from '@/components/shell/providers.tsx';
import { ThemeSwitch, ZoneSwitch } from '@/components/shell/switches.tsx';
import { ANNOUNCER_ID } from '@/components/ui/announce.ts';

const Overlays = dynamic(() => import('@/components/shell/overlays.tsx'), { ssr: false });

/** The frame of a page for people without an account: what it shows, and nothing that leads anywhere else. */
export function SharedFrame({ children }: { children: ReactNode }) {
  return (
    <Providers>
      <div className="mx-auto max-w-[1040px] px-4 pb-14 lg:px-8 print:table print:w-full print:table-fixed">
        <header className="flex min-h-14 flex-wrap items-center gap-x-4 border-b border-line text-[12.5px] text-soft">
          <p className="text-[15px] font-bold tracking-[-.01em] text-ink">Standing</p>
          <p>Shared view</p>
          <div data-screen-only className="ml-auto flex gap-3">
            <ZoneSwitch />
            <ThemeSwitch />
          </div>
          {/* Inside a landmark, so that nothing on the page is outside of all. */}
          <Overlays />
        </header>
        <main className="print:table-row-group">{children}</main>
        <SharedFoot />
      </div>
      <div id={ANNOUNCER_ID} aria-live="polite" className="sr-only" />
    </Providers>
  );
}
