'use client';

import { useEffect, useRef, useState } from 'react';
import type { View } from '@/components/history/lay-out.ts';
import { clampView } from '@/components/history/move-view.ts';

const REST_MS = 250;

/**
 * A view that follows the hand at once and is said once it rests, so that a gesture costs frames and not requests.
 *
 * @param settled the view of the address
 * @param onRest is given where it came to rest
 */
export function useMovingView(settled: View, limits: { earliest: number; now: number }, onRest: (view: View) => void) {
  const [moving, setMoving] = useState<View | null>(null);
  const frame = useRef(0);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ limits, onRest });
  useEffect(() => {
    latest.current = { limits, onRest };
  });
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      clearTimeout(rest.current);
    },
    [],
  );
  const [move] = useState(() => (wanted: View) => {
    const { earliest, now } = latest.current.limits;
    const view = clampView(wanted, earliest, now);
    // Several wheel events may come between two frames: the last counts.
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => setMoving(view));
    clearTimeout(rest.current);
    rest.current = setTimeout(() => {
      setMoving(null);
      latest.current.onRest(view);
    }, REST_MS);
  });
  return { view: moving ?? settled, move };
}
