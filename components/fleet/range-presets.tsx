import type { RangePreset } from '@/components/fleet/fleet-range.ts';

/** One of some ranges; none is pressed where the address names two moments. */
export function RangePresets(props: {
  label: string;
  presets: readonly RangePreset[];
  chosen: string | null | undefined;
  choose: (value: string) => void;
}) {
  const { label, presets, chosen, choose } = props;
  return (
    <fieldset aria-label={label} className="flex flex-wrap gap-1 text-[12.5px]">
      {presets.map((preset) => (
        <button
          key={preset.value}
          type="button"
          aria-pressed={chosen === preset.value}
          className="min-h-7 cursor-pointer rounded-full border border-line px-2.5 text-soft aria-pressed:border-accent aria-pressed:bg-paused-bg aria-pressed:text-ink"
          onClick={() => choose(preset.value)}
        >
          {preset.label}
        </button>
      ))}
    </fieldset>
  );
}
