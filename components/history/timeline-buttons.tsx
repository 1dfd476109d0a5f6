import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';

const BUTTON = 'grid size-7 cursor-pointer place-items-center rounded-md text-soft hover:bg-paused-bg hover:text-ink';

/** What gestures do, for whoever makes none. */
export function TimelineButtons(props: { onZoom: (factor: number) => void; onPan: (share: number) => void }) {
  const { onZoom, onPan } = props;
  const buttons = [
    { label: 'Earlier', icon: ChevronLeft, run: () => onPan(-0.5) },
    { label: 'Zoom out', icon: ZoomOut, run: () => onZoom(2) },
    { label: 'Zoom in', icon: ZoomIn, run: () => onZoom(0.5) },
    { label: 'Later', icon: ChevronRight, run: () => onPan(0.5) },
  ];
  return (
    <fieldset className="mb-1 flex justify-end gap-0.5 print:hidden" aria-label="Move the picture">
      {buttons.map(({ label, icon: Icon, run }) => (
        <button key={label} type="button" aria-label={label} data-tip={label} className={BUTTON} onClick={run}>
          <Icon size={15} aria-hidden="true" />
        </button>
      ))}
    </fieldset>
  );
}
