'use client';

import dynamic from 'next/dynamic';
import { useId, useRef, useState } from 'react';
import { useDismiss } from '@/components/ui/use-dismiss.ts';
import type { ViewPage } from '@/lib/domain/saved-view.ts';

const SavedViewsList = dynamic(() => import('@/components/shell/saved-views-list.tsx'), { ssr: false });

/** The addresses of this page that somebody keeps under a name, and the way to keep this one. */
export function SavedViews({ page }: { page: ViewPage }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [close] = useState(() => () => setOpen(false));
  useDismiss(box, open, close);
  return (
    <div ref={box} className="relative" data-screen-only>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        className="min-h-7 cursor-pointer rounded-full border border-line bg-panel px-2.5 py-0.5 text-[12.5px] hover:border-faint"
        onClick={() => setOpen(!open)}
      >
        Views
      </button>
      {open ? (
        <div
          id={id}
          className="absolute top-full left-0 z-30 mt-1.5 w-72 rounded-lg max-sm:fixed max-sm:inset-x-3 max-sm:top-auto max-sm:bottom-3 max-sm:w-auto border border-line bg-panel p-2 text-ink shadow-xl"
        >
          <SavedViewsList page={page} close={close} />
        </div>
      ) : null}
    </div>
  );
}
