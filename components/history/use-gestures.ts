'use client';

import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import type { View } from '@/components/history/lay-out.ts';
import { panView, zoomView } from '@/components/history/move-view.ts';

/** A pointer that moved less than this pressed, it did not drag. */
const DRAG_PX = 5;
const WHEEL_ZOOM = 0.0022;

interface Plot {
  left: number;
  room: number;
  /** Below it the calendar begins, which is dragged to move. */
  bottom: number;
}

interface Gestures {
  plot: Plot;
  view: View;
  /** The view follows the hand. */
  onMove: (view: View) => void;
  /** A stretch being marked, in pixels of the picture; null: no more. */
  onBrush: (brush: [number, number] | null) => void;
  /** Where the pointer rests, in pixels of the picture; null: outside. */
  onPoint: (x: number | null, y: number) => void;
  /** A tap of a finger, which cannot hover. */
  onTap: (x: number, y: number) => void;
}

interface Drag {
  kind: 'brush' | 'pan';
  startX: number;
  startY: number;
  view: View;
  moved: boolean;
}

/**
 * Wheel, drag and touch of the picture: with Control (or a pinch on a trackpad) the wheel zooms, sideways or with Shift it
 * moves, and otherwise the page scrolls as anywhere; a drag marks what to zoom into, on the calendar or with Shift it moves;
 * one finger moves, two zoom. Everything has a key and a button too.
 */
export function useGestures(svg: RefObject<SVGSVGElement | null>, gestures: Gestures) {
  const latest = useRef(gestures);
  useEffect(() => {
    latest.current = gestures;
  });
  const drag = useRef<Drag | null>(null);
  const fingers = useRef(new Map<number, number>());
  const dragged = useRef(false);

  useEffect(() => {
    const element = svg.current;
    if (!element) return;
    function onWheel(event: WheelEvent) {
      const { plot, view, onMove } = latest.current;
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const x = event.clientX - (element?.getBoundingClientRect().left ?? 0);
        onMove(zoomView(view, Math.exp(event.deltaY * WHEEL_ZOOM), timeAt(x, plot, view)));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        onMove(panView(view, sideways / plot.room));
      }
    }
    // React listens passively, and then the page would zoom as well.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [svg]);

  const place = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  function pinch(event: PointerEvent<SVGSVGElement>, x: number) {
    const { plot, view, onMove } = latest.current;
    const before = fingers.current.get(event.pointerId) ?? x;
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1] ?? x;
    fingers.current.set(event.pointerId, x);
    const factor = Math.max(1, Math.abs(before - other)) / Math.max(1, Math.abs(x - other));
    onMove(zoomView(view, factor, timeAt(other, plot, view)));
  }

  return {
    /** True for the click that ends a drag: it is no click. */
    wasDrag: () => dragged.current,
    onPointerDown(event: PointerEvent<SVGSVGElement>) {
      const { plot, view } = latest.current;
      const { x, y } = place(event);
      dragged.current = false;
      if (event.pointerType === 'touch') fingers.current.set(event.pointerId, x);
      if (event.button !== 0 || x < plot.left) return;
      const pan = event.pointerType === 'touch' || event.shiftKey || y > plot.bottom;
      drag.current = { kind: pan ? 'pan' : 'brush', startX: x, startY: y, view, moved: false };
    },
    onPointerMove(event: PointerEvent<SVGSVGElement>) {
      const { plot, onMove, onBrush, onPoint } = latest.current;
      const { x, y } = place(event);
      if (fingers.current.size > 1) {
        dragged.current = true;
        return pinch(event, x);
      }
      if (event.pointerType !== 'touch') onPoint(x >= plot.left ? x : null, y);
      const now = drag.current;
      if (!now) return;
      if (!now.moved && Math.abs(x - now.startX) < DRAG_PX) return;
      if (!now.moved) event.currentTarget.setPointerCapture(event.pointerId);
      now.moved = true;
      dragged.current = true;
      if (now.kind === 'pan') onMove(panView(now.view, (now.startX - x) / plot.room));
      else onBrush([Math.min(now.startX, x), Math.max(now.startX, x)]);
    },
    onPointerUp(event: PointerEvent<SVGSVGElement>) {
      const { plot, view, onMove, onBrush, onTap } = latest.current;
      const { x, y } = place(event);
      const now = drag.current;
      drag.current = null;
      fingers.current.delete(event.pointerId);
      onBrush(null);
      // The click of this drag comes at once, if at all; one by keyboard later is one.
      window.setTimeout(() => (dragged.current = false), 0);
      if (now?.moved && now.kind === 'brush') {
        const [from, to] = [Math.min(now.startX, x), Math.max(now.startX, x)];
        onMove({ from: timeAt(from, plot, view), to: timeAt(to, plot, view) });
      } else if (now && !now.moved && event.pointerType === 'touch') onTap(x, y);
    },
    onPointerCancel(event: PointerEvent<SVGSVGElement>) {
      drag.current = null;
      fingers.current.delete(event.pointerId);
      latest.current.onBrush(null);
    },
    onPointerLeave(event: PointerEvent<SVGSVGElement>) {
      // A finger that lifts leaves as well; what it tapped stays pointed at.
      if (drag.current === null && event.pointerType !== 'touch') latest.current.onPoint(null, 0);
    },
  };
}

function timeAt(x: number, { left, room }: Plot, view: View): number {
  return view.from + ((x - left) / room) * (view.to - view.from);
}
