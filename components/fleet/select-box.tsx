import type { Selection } from '@/components/fleet/use-selection.ts';

/** Chooses one sender; with Shift all from the last one on. Lies above the row's link. */
export function SelectBox({ arn, name, selection }: { arn: string; name: string; selection: Selection }) {
  return (
    <label className="relative z-[1] grid size-7 cursor-pointer place-items-center" data-screen-only>
      <input
        type="checkbox"
        aria-label={`Select ${name}`}
        className="size-4 cursor-pointer accent-(--accent)"
        checked={selection.has(arn)}
        // A click carries Shift, a change does not.
        onChange={() => {}}
        onClick={(event) => (event.shiftKey ? selection.extend(arn) : selection.toggle(arn))}
      />
    </label>
  );
}
