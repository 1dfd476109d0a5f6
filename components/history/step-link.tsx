// An SVG groups its parts by role alone; HTML's elements cannot stand inside one.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */

import { useEffect, useRef } from 'react';
import type { View } from '@/components/history/lay-out.ts';
import type { Row } from '@/components/history/picture-rows.ts';
import { stepWords } from '@/components/history/step-words.ts';
import type { Stop } from '@/components/history/walk-steps.ts';
import type { Zone } from '@/components/ui/format-time.ts';

interface StepLinkProps {
  stop: Stop;
  row: Row | undefined;
  view: View;
  left: number;
  room: number;
  now: number;
  zone: Zone;
  linkOf: (stop: Stop, view: View) => string | null;
  onOpen: (stop: Stop) => void;
  /** `stop`: the one that Tab reaches; `hover`: under the pointer; `outline`: the one in the address, which takes no part. */
  as: 'stop' | 'hover' | 'outline';
  /** The keyboard walked here. */
  takesFocus?: boolean;
}

/** A step as a link over what is drawn: ten thousand links would cost more than the picture. */
export function StepLink(props: StepLinkProps) {
  const { stop, row, view, left, room, now, zone, linkOf, onOpen, as, takesFocus = false } = props;
  const link = useRef<SVGElement | null>(null);
  useEffect(() => {
    if (takesFocus && document.activeElement !== link.current) link.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  if (!row) return null;
  const { step } = stop;
  const scale = room / (view.to - view.from);
  const start = Math.max(0, Math.min(room - 4, (step.from - view.from) * scale));
  const end = Math.min(room, ((step.to ?? view.to) - view.from) * scale);
  const mark = stop.lane.kind === 'marks';
  const box = {
    x: left + start - (mark ? 7 : 1),
    y: mark ? row.bar - 4 : row.bar - 3,
    width: mark ? 14 : Math.max(4, end - start + 1),
    height: mark ? 16 : row.barHeight + 6,
    rx: 4,
  };
  if (as === 'outline') {
    return <rect {...box} fill="none" strokeWidth={1.5} className="pointer-events-none stroke-accent" />;
  }
  // React's types know only HTML's `a`; this one is SVG's.
  const keep = (element: Element | null) => {
    link.current = element instanceof SVGElement ? element : null;
  };
  const href = linkOf(stop, view);
  const words = stepWords(stop.lane, step, now, zone);
  const shared = {
    'aria-label': words,
    'data-step': `${stop.lane.key} ${step.from}`,
    tabIndex: as === 'stop' ? 0 : -1,
    className: 'focus-visible:outline-none [&:focus-visible>rect]:stroke-accent',
  };
  const target = <rect {...box} fill="transparent" strokeWidth={2} className={as === 'hover' ? 'stroke-faint' : ''} />;
  if (href === null) {
    return (
      <g ref={keep} {...shared} role="img">
        {target}
      </g>
    );
  }
  return (
    <a
      ref={keep}
      {...shared}
      href={href}
      draggable={false}
      onClick={(event) => {
        // With a modifier the browser opens it elsewhere by itself.
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(stop);
      }}
    >
      {target}
    </a>
  );
}
