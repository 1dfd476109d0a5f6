'use client';

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { formatExact } from '@/components/ui/format-time.ts';
import { recall, timeZone } from '@/components/ui/remembered.ts';

const TIPPED = '[data-tip], time[datetime]';
const ID = 'tip';
/** A pointer that rests means to read; one that passes does not. */
const REST_MS = 160;
const GAP = 6;

function textOf(anchor: Element): string {
  const own = anchor.getAttribute('data-tip');
  // A tip that only repeats what is there to read says nothing; it is for what was cut.
  if (own !== null) return own === anchor.textContent && anchor.scrollWidth <= anchor.clientWidth ? '' : own;
  const at = Date.parse(anchor.getAttribute('datetime') ?? '');
  return Number.isNaN(at) ? '' : formatExact(at, recall(timeZone));
}

/** What lies under the pointer, by its own box: the name of a row is a link as large as the row. */
function anchorAt(x: number, y: number): Element | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const anchor = element.closest(TIPPED);
    if (!anchor) continue;
    const inside = [...anchor.getClientRects()].some(
      ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
    );
    if (inside) return anchor;
  }
  return null;
}

/** By keyboard: the time of the row that it opens, the thing itself, or a time in it. */
function anchorOf(target: Element): Element | null {
  const row = target.closest('[data-row]')?.querySelector('time[datetime]');
  return row ?? (target.matches(TIPPED) ? target : target.querySelector(TIPPED));
}

function useAnchor(box: { readonly current: HTMLElement | null }): Element | null {
  const [anchor, setAnchor] = useState<Element | null>(null);
  useEffect(() => {
    let rest: ReturnType<typeof setTimeout> | undefined;
    let described: Element | null = null;
    const undescribe = () => {
      described?.removeAttribute('aria-describedby');
      described = null;
    };
    const hide = () => {
      clearTimeout(rest);
      undescribe();
      setAnchor(null);
    };
    const onMove = ({ clientX, clientY, pointerType, target }: PointerEvent) => {
      clearTimeout(rest);
      if (pointerType === 'touch' || (target instanceof Node && box.current?.contains(target))) return;
      rest = setTimeout(() => {
        undescribe();
        setAnchor(anchorAt(clientX, clientY));
      }, REST_MS);
    };
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || !target.matches(':focus-visible')) return;
      hide();
      const found = anchorOf(target);
      if (found && !target.hasAttribute('aria-describedby')) {
        target.setAttribute('aria-describedby', ID);
        described = target;
      }
      setAnchor(found);
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') hide();
    };
    document.addEventListener('pointermove', onMove);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', hide);
    document.addEventListener('keydown', onKey);
    window.addEventListener('scroll', hide, { passive: true, capture: true });
    return () => {
      hide();
      document.removeEventListener('pointermove', onMove);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('keydown', onKey);
      window.removeEventListener('scroll', hide, { capture: true });
    };
  }, [box]);
  return anchor;
}

/**
 * The one tip of the page: what `data-tip` says, or the exact time of a `<time>`, on hover and on keyboard focus; it may be
 * pointed at and selected, and Escape closes it. One listener for a thousand rows. Load it lazily.
 */
export function Tips() {
  const box = useRef<HTMLDivElement>(null);
  const anchor = useAnchor(box);
  const text = anchor ? textOf(anchor) : '';
  useLayoutEffect(() => {
    const tip = box.current;
    if (!tip || !anchor) return;
    const at = anchor.getBoundingClientRect();
    const own = tip.getBoundingClientRect();
    const above = at.top - own.height - GAP;
    const left = Math.min(at.left, document.documentElement.clientWidth - own.width - GAP);
    tip.style.left = `${Math.max(GAP, left)}px`;
    tip.style.top = `${above < GAP ? at.bottom + GAP : above}px`;
  }, [anchor]);
  if (!anchor?.isConnected || text === '') return null;
  return (
    <div
      ref={box}
      id={ID}
      role="tooltip"
      className="fixed top-0 left-0 z-60 max-w-[min(420px,calc(100vw-16px))] rounded-md border border-line bg-panel px-2 py-1 text-[12.5px] whitespace-pre-line text-ink shadow-lg [overflow-wrap:anywhere] print:hidden"
    >
      {text}
    </div>
  );
}
