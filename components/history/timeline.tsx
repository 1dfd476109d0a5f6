'use client';

// An SVG groups its parts by role alone; HTML's grouping elements cannot stand inside one.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */

import { useRouter } from 'next/navigation';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { View } from '@/components/history/lay-out.ts';
import { panView, reveal, zoomView } from '@/components/history/move-view.ts';
import { Picture } from '@/components/history/picture.tsx';
import { framePicture, type Unwatched } from '@/components/history/picture-rows.ts';
import { Pointed } from '@/components/history/pointed.tsx';
import { lastFrom, stepAt, type Lane } from '@/components/history/prepare-lanes.ts';
import { StepDetail } from '@/components/history/step-detail.tsx';
import { StepLink } from '@/components/history/step-link.tsx';
import { Story } from '@/components/history/story.tsx';
import { TimelineButtons } from '@/components/history/timeline-buttons.tsx';
import { useGestures } from '@/components/history/use-gestures.ts';
import { useMovingView } from '@/components/history/use-moving-view.ts';
import { stopAt, walkSteps, type Place, type Stop } from '@/components/history/walk-steps.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';

interface TimelineProps {
  lanes: readonly Lane[];
  gaps: readonly Unwatched[];
  /** What the address asks for. */
  settled: View;
  earliest: number;
  now: number;
  /** The moment the page shows, and the change in the address. */
  at: number | null;
  selectedId: number | null;
  linkOf: (stop: Stop, view: View) => string | null;
  onView: (view: View) => void;
}

/** Width of an element in pixels, 0 until it is measured. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, width };
}

/** Every row as steps, one stop for Tab; inside, arrow keys walk from change to change. The story and the list say the same. */
export default function Timeline(props: TimelineProps) {
  const { lanes, gaps, settled, earliest, now, at, selectedId, linkOf, onView } = props;
  const { box, width } = useWidth();
  const zone = useRemembered(timeZone);
  const router = useRouter();
  const storyId = useId();
  const svg = useRef<SVGSVGElement>(null);
  const [pointer, setPointer] = useState<{ x: number; y: number } | null>(null);
  const [brush, setBrush] = useState<[number, number] | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const { view, move } = useMovingView(settled, { earliest, now }, onView);
  const frame = useMemo(() => framePicture(lanes, width), [lanes, width]);
  const { left, room, rows, bottom } = frame;
  const told = useDeferredValue(view);

  const timeOf = (x: number) => view.from + ((x - left) / room) * (view.to - view.from);
  const xOf = (time: number) => left + ((time - view.from) / (view.to - view.from)) * room;
  // Until somebody walks, Tab leads to what is the case now, all in all.
  const first = lanes[0];
  const last = first?.steps.at(-1);
  const current = stopAt(lanes, place) ?? (first && last ? { lane: first, step: last } : null);

  function stopUnder(x: number, y: number): Stop | null {
    const row = rows.find(({ top, height }) => y >= top && y < top + height);
    if (!row) return null;
    const { lane } = row;
    const time = timeOf(x);
    // A mark has no length: within a few pixels of it is on it.
    const near = (8 / room) * (view.to - view.from);
    const mark = lane.kind === 'marks' ? lane.steps[lastFrom(lane.steps, time + near)] : undefined;
    const step = lane.kind === 'marks' ? (mark && mark.from >= time - near ? mark : null) : stepAt(lane.steps, time);
    return step && { lane, step };
  }
  const hovered = pointer === null || brush ? null : stopUnder(pointer.x, pointer.y);
  const gestures = useGestures(svg, {
    plot: { left, room, bottom },
    view,
    onMove: move,
    onBrush: setBrush,
    onPoint: (x, y) => setPointer(x === null ? null : { x, y }),
    onTap(x, y) {
      const stop = stopUnder(x, y);
      setPointer({ x, y });
      if (stop) setPlace({ lane: stop.lane.key, from: stop.step.from });
    },
  });
  const open = (stop: Stop) => {
    const href = linkOf(stop, view);
    if (href !== null && !gestures.wasDrag()) router.push(href, { scroll: false });
  };

  function onKeyDown(event: KeyboardEvent<SVGSVGElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey || !current) return;
    const middle =
      current.step.from >= view.from && current.step.from < view.to ? current.step.from : (view.from + view.to) / 2;
    const moves: Record<string, () => View> = {
      '+': () => zoomView(view, 1 / 1.6, middle),
      '=': () => zoomView(view, 1 / 1.6, middle),
      '-': () => zoomView(view, 1.6, middle),
      '0': () => ({ from: earliest, to: now }),
      'shift+ArrowLeft': () => panView(view, -0.25),
      'shift+ArrowRight': () => panView(view, 0.25),
    };
    const moved = moves[event.shiftKey && event.key.startsWith('Arrow') ? `shift+${event.key}` : event.key];
    if (moved) {
      event.preventDefault();
      move(moved());
      return;
    }
    const next = walkSteps(lanes, { lane: current.lane.key, from: current.step.from }, event.key);
    if (!next) return;
    event.preventDefault();
    setPlace({ lane: next.lane.key, from: next.step.from });
    setPointer(null);
    const seen = reveal(view, next.step.from);
    // A step that began before the view is in sight where it still holds.
    if (seen !== view && !(next.step.from < view.from && (next.step.to ?? now) > view.from)) move(seen);
  }

  const [focused, setFocused] = useState(false);
  const crosshair = pointer ? timeOf(pointer.x) : focused && current ? Math.max(view.from, current.step.from) : null;
  const rowOf = ({ lane }: Stop) => rows.find((row) => row.lane === lane);
  const selected =
    selectedId === null
      ? []
      : lanes.flatMap((lane) =>
          lane.steps.filter(({ changeId }) => changeId === selectedId).map((step) => ({ lane, step })),
        );
  const shownStop = hovered ?? (focused || place ? current : null);
  const linkProps = { view, left, room, now, zone, linkOf, onOpen: open };
  return (
    <div ref={box} className="min-h-40">
      <TimelineButtons
        onZoom={(factor) =>
          move(zoomView(view, factor, at !== null && at > view.from && at < view.to ? at : (view.from + view.to) / 2))
        }
        onPan={(share) => move(panView(view, share))}
      />
      {width > 0 ? (
        // The keys are of the steps inside, which are focused; the picture itself is not.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <svg
          ref={svg}
          width={width}
          height={bottom + 36}
          role="group"
          aria-label="Timeline; arrow keys walk from change to change, plus and minus zoom, Shift with arrows moves"
          aria-describedby={storyId}
          className="block touch-pan-y select-none"
          onKeyDown={onKeyDown}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          // Of links the browser would drag the link.
          onDragStart={(event) => event.preventDefault()}
          onPointerDown={gestures.onPointerDown}
          onPointerMove={gestures.onPointerMove}
          onPointerUp={gestures.onPointerUp}
          onPointerCancel={gestures.onPointerCancel}
          onPointerLeave={gestures.onPointerLeave}
        >
          <Picture frame={frame} view={view} gaps={gaps} zone={zone} />
          {at !== null && at > view.from && at < view.to ? (
            <path d={`M${xOf(at)} 0V${bottom}`} strokeWidth={1.5} className="pointer-events-none stroke-accent" />
          ) : null}
          {selected.map((stop) => (
            <StepLink key={`selected ${stop.lane.key}`} {...linkProps} stop={stop} row={rowOf(stop)} as="outline" />
          ))}
          <Pointed frame={frame} view={view} gaps={gaps} at={crosshair} now={now} zone={zone} />
          {hovered && hovered.step !== current?.step ? (
            <StepLink {...linkProps} stop={hovered} row={rowOf(hovered)} as="hover" />
          ) : null}
          {current ? (
            <StepLink
              key={`${current.lane.key} ${current.step.from}`}
              {...linkProps}
              stop={current}
              row={rowOf(current)}
              as="stop"
              takesFocus={focused}
            />
          ) : null}
          {brush ? (
            <rect
              x={brush[0]}
              y={0}
              width={brush[1] - brush[0]}
              height={bottom}
              className="pointer-events-none fill-accent opacity-15"
            />
          ) : null}
        </svg>
      ) : null}
      <StepDetail stop={shownStop} href={shownStop && linkOf(shownStop, view)} now={now} zone={zone} />
      <Story id={storyId} lanes={lanes} view={told} now={now} zone={zone} gaps={gaps} />
    </div>
  );
}
