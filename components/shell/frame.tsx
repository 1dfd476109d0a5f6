'use client';

import { Command as CommandIcon, Menu as MenuIcon } from 'lucide-react';
import dynamic from 'next/dynamic';
import { Suspense, useState, type ReactNode } from 'react';
import { DemoRibbon } from '@/components/shell/demo-ribbon.tsx';
import { holdKeys } from '@/components/shell/hold-keys.ts';
import { useShortcuts } from '@/components/shell/keyboard.ts';
import { PAGE_ACTIONS_ID } from '@/components/shell/page-actions.tsx';
import { PrintFoot } from '@/components/shell/print-foot.tsx';
import { SearchBox } from '@/components/shell/search-box.tsx';
import { SessionGate } from '@/components/shell/session-gate.tsx';
import { Sidebar } from '@/components/shell/sidebar.tsx';
import { useFollow } from '@/components/shell/use-follow.ts';
import { UnreadBanner } from '@/components/shell/unread-banner.tsx';
import { ANNOUNCER_ID } from '@/components/ui/announce.ts';

const KeyboardHelp = dynamic(() => import('@/components/shell/keyboard-help.tsx'), { ssr: false });
const Palette = dynamic(() => import('@/components/shell/palette.tsx'), { ssr: false });
const NavigationDrawer = dynamic(() => import('@/components/shell/navigation-drawer.tsx'), { ssr: false });
const Overlays = dynamic(() => import('@/components/shell/overlays.tsx'), { ssr: false });

/** The frame of every signed-in page: where one is, search, the page's own actions, and what cannot be read. */
export function Frame({ children }: { children: ReactNode }) {
  const [menu, setMenu] = useState(false);
  const [help, setHelp] = useState(false);
  const [palette, setPalette] = useState(false);
  const openPalette = () => {
    if (!palette) holdKeys();
    setPalette(true);
  };
  useFollow();
  useShortcuts([
    {
      key: 'mod+k',
      label: 'Go to a sender or a page, or do something',
      group: 'Everywhere',
      run: openPalette,
    },
    { key: '?', label: 'What the keys do', group: 'Everywhere', run: () => setHelp(true) },
  ]);
  return (
    <>
      <a
        href="#content"
        className="absolute -top-20 left-2 z-50 rounded-lg border border-line bg-panel px-3 py-2 focus:top-2"
      >
        Skip to content
      </a>
      <div className="lg:grid lg:grid-cols-[208px_minmax(0,1fr)]">
        <div
          data-screen-only
          className="hidden border-r border-line bg-bg px-3 py-4 lg:sticky lg:top-0 lg:block lg:h-dvh lg:overflow-auto"
        >
          <Sidebar />
        </div>
        <div className="min-w-0 px-4 pb-14 lg:px-8 print:table print:w-full print:table-fixed">
          <DemoRibbon />
          <header data-screen-only className="flex min-h-14 items-center gap-3 text-[12.5px] text-soft">
            <button
              type="button"
              aria-haspopup="dialog"
              aria-expanded={menu}
              aria-label="Menu"
              className="grid size-8 flex-none cursor-pointer place-items-center rounded-lg border border-line bg-panel text-ink lg:hidden"
              onClick={() => setMenu(true)}
            >
              <MenuIcon size={16} aria-hidden="true" />
            </button>
            <Suspense
              fallback={<div className="min-h-8 flex-1 rounded-lg border border-line bg-panel sm:max-w-[420px]" />}
            >
              <SearchBox />
            </Suspense>
            <button
              type="button"
              aria-haspopup="dialog"
              aria-expanded={palette}
              aria-label="Go to or do"
              data-tip="Go to or do: Ctrl or ⌘ K"
              className="grid size-8 flex-none cursor-pointer place-items-center rounded-lg border border-line bg-panel text-soft hover:text-ink"
              onClick={openPalette}
            >
              <CommandIcon size={15} aria-hidden="true" />
            </button>
            <div id={PAGE_ACTIONS_ID} className="ml-auto flex flex-none items-center gap-3" />
            {/* Inside a landmark, so that nothing on the page is outside of all. */}
            <Overlays />
          </header>
          <main id="content" tabIndex={-1} className="outline-none print:table-row-group">
            <UnreadBanner />
            <SessionGate>{children}</SessionGate>
          </main>
          <PrintFoot />
        </div>
      </div>
      <div id={ANNOUNCER_ID} aria-live="polite" className="sr-only" />
      {menu ? <NavigationDrawer onClose={() => setMenu(false)} /> : null}
      {palette ? <Palette onClose={() => setPalette(false)} /> : null}
      {help ? <KeyboardHelp onClose={() => setHelp(false)} /> : null}
    </>
  );
}
