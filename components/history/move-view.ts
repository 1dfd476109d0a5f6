import type { View } from '@/components/history/lay-out.ts';

const SHORTEST_MS = 10_000;

/** Within what anything is known of, and no shorter than ten seconds. Keeps the span where it can. */
export function clampView(view: View, earliest: number, now: number): View {
  const whole = Math.max(now - earliest, SHORTEST_MS);
  const first = earliest - whole * 0.05;
  const last = now + whole * 0.02;
  const span = Math.min(Math.max(view.to - view.from, SHORTEST_MS), last - first);
  const from = Math.min(Math.max(view.from, first), last - span);
  return { from, to: from + span };
}

/** @param factor below 1 shows less. `anchor` keeps its place. */
export function zoomView({ from, to }: View, factor: number, anchor: number): View {
  return { from: anchor - (anchor - from) * factor, to: anchor + (to - anchor) * factor };
}

/** @param share of what is in sight; negative: earlier. */
export function panView({ from, to }: View, share: number): View {
  const by = (to - from) * share;
  return { from: from + by, to: to + by };
}

/** The least movement that brings a moment into sight. */
export function reveal(view: View, at: number): View {
  if (at >= view.from && at < view.to) return view;
  const half = (view.to - view.from) / 2;
  return { from: at - half, to: at + half };
}
