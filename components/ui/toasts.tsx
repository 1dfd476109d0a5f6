'use client';

import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { NOTIFY_EVENT, type Notification } from '@/components/ui/announce.ts';
import { TONE_TEXT } from '@/components/ui/tone.ts';

const SHOWN_MS = 4_000;
const MOST = 3;

interface Toast extends Notification {
  id: number;
}

/**
 * What just happened, in the corner, for a few seconds; stays while the pointer rests on it. Hidden from screen readers,
 * because the announcer says the same. Not Base UI's toast: that one is a `dialog`, and ours must not hold the keyboard.
 */
export function Toasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const [held, setHeld] = useState(false);
  const next = useRef(0);
  useEffect(() => {
    const add = (event: Event) => {
      if (!(event instanceof CustomEvent)) return;
      const { text, tone } = event.detail as Notification;
      next.current += 1;
      const id = next.current;
      setToasts((now) => [...now.filter((toast) => toast.text !== text), { id, text, tone }].slice(-MOST));
    };
    window.addEventListener(NOTIFY_EVENT, add);
    return () => window.removeEventListener(NOTIFY_EVENT, add);
  }, []);
  useEffect(() => {
    if (held || toasts.length === 0) return;
    const timer = setTimeout(() => setToasts((now) => now.slice(1)), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toasts, held]);
  if (toasts.length === 0) return null;
  return (
    <div
      aria-hidden="true"
      data-screen-only
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="fixed right-4 bottom-4 left-4 z-60 flex flex-col items-end gap-2 sm:left-auto"
    >
      {toasts.map(({ id, text, tone }) => (
        <div
          key={id}
          className={`flex max-w-105 items-start gap-2 rounded-lg border border-line bg-panel py-2 pr-1.5 pl-3.5 shadow-xl [overflow-wrap:anywhere] ${tone === 'plain' ? 'text-ink' : TONE_TEXT[tone]}`}
        >
          <span className="min-w-0 flex-1">{text}</span>
          <button
            type="button"
            tabIndex={-1}
            className="grid size-6 flex-none cursor-pointer place-items-center rounded text-soft hover:bg-paused-bg"
            onClick={() => setToasts((now) => now.filter((toast) => toast.id !== id))}
          >
            <X size={13} />
          </button>
        </div>
      ))}
    </div>
  );
}
