'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** One line under the title; also what a screen reader reads after it. */
  description?: ReactNode;
  /** For text to read and write, rather than a question. */
  wide?: boolean;
  /** A field and what it finds: at the top of the window, its title for screen readers alone. */
  bare?: boolean;
  children: ReactNode;
}

/** A modal dialog. Heavy: load the component that uses it with `next/dynamic`, when it is first opened. */
export function Dialog({ open, onClose, title, description, wide = false, bare = false, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Base.Popup
          className={`fixed left-1/2 z-50 max-h-[90dvh] ${bare ? 'top-[10dvh]' : 'top-1/2 -translate-y-1/2'} ${wide ? 'w-[min(760px,calc(100vw-24px))]' : 'w-[min(560px,calc(100vw-24px))]'} -translate-x-1/2 overflow-auto rounded-xl border border-line bg-panel ${bare ? 'p-3' : 'p-5'} text-ink shadow-2xl outline-none`}
        >
          <Base.Title
            className={bare ? 'sr-only' : 'text-[17px] font-semibold tracking-[-.01em] [overflow-wrap:anywhere]'}
          >
            {title}
          </Base.Title>
          {description ? <Base.Description className="mt-1 text-soft">{description}</Base.Description> : null}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
