'use client';

import { X } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { Sidebar } from '@/components/shell/sidebar.tsx';

/**
 * The navigation where it does not fit beside the page. The browser's own modal dialog: it keeps the focus inside, closes
 * with Escape and gives the focus back to the button that opened it.
 */
export default function NavigationDrawer({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const path = usePathname();
  const opened = useRef(path);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('[aria-current="page"]')?.focus();
    return () => element?.close();
  }, []);
  useEffect(() => {
    if (opened.current !== path) dialog.current?.close();
  }, [path]);
  return (
    // A press beside the panel lands on the dialog itself, which is its backdrop. The keyboard has Escape.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      aria-label="Menu"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
      className="fixed inset-y-0 left-0 m-0 h-dvh max-h-none w-[min(272px,82vw)] border-r border-line bg-bg p-0 text-ink shadow-2xl backdrop:bg-black/40 lg:hidden"
    >
      <div className="relative h-full overflow-auto px-3 py-4">
        <button
          type="button"
          aria-label="Close the menu"
          className="absolute top-2.5 right-2.5 grid size-8 cursor-pointer place-items-center rounded-lg text-soft hover:bg-paused-bg hover:text-ink"
          onClick={() => dialog.current?.close()}
        >
          <X size={16} aria-hidden="true" />
        </button>
        <Sidebar onGo={() => dialog.current?.close()} />
      </div>
    </dialog>
  );
}
