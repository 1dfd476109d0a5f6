'use client';

import { Undo2, X } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Undoable } from '@/components/triage/use-case-changes.ts';
import { Button } from '@/components/ui/button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';

const SHOWN_MS = 15_000;

/**
 * The last act on the queue and the way back, for a while; longer while the pointer or the focus rests on it. In the page's
 * own order, so that Tab reaches it; the announcer says the words.
 */
export function UndoBar({ undoable, forget }: { undoable: Undoable | null; forget: () => void }) {
  const [held, setHeld] = useState(false);
  const said = undoable?.said ?? null;
  const end = useEffectEvent(forget);
  useEffect(() => {
    if (said === null || held) return;
    const timer = setTimeout(() => end(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said, held]);
  if (undoable === null) return null;
  return (
    <div
      data-screen-only
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="fixed right-4 bottom-4 left-4 z-30 flex items-center gap-2 rounded-lg border border-line bg-panel py-1.5 pr-1.5 pl-3.5 shadow-xl sm:left-auto sm:max-w-120"
    >
      <span className="min-w-0 flex-1 truncate">{undoable.said}</span>
      <Button look="quiet" onClick={undoable.run}>
        <Undo2 size={14} aria-hidden="true" /> Undo <Kbd>u</Kbd>
      </Button>
      <button
        type="button"
        aria-label="Dismiss"
        className="grid size-6 flex-none cursor-pointer place-items-center rounded text-soft hover:bg-paused-bg"
        onClick={forget}
      >
        <X size={13} aria-hidden="true" />
      </button>
    </div>
  );
}
