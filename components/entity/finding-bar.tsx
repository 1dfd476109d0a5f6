const WIDTH = 180;
/** Published guidance, not in the API: the low and high lines of tenant findings, in percent. Source: SES blog on tenants, part 3. */
const LINES: Record<string, readonly [number, number]> = { BOUNCE: [10, 15], COMPLAINT: [0.5, 1] };

/** The rate a finding names, on a bar with the published low and high lines. Extra to the text, never instead of it. */
export function FindingBar({ type, percent, volume }: { type: string | null; percent: number; volume: number | null }) {
  const lines = LINES[type ?? ''];
  if (!lines) return null;
  const [low, high] = lines;
  const x = (value: number) => Math.min(WIDTH, (value / (high * 1.6)) * WIDTH);
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-[12px] text-soft">
      <svg width={WIDTH} height={12} viewBox={`0 0 ${WIDTH} 12`} aria-hidden="true">
        <rect y={3} width={WIDTH} height={6} rx={3} className="fill-paused-bg" />
        <rect y={3} width={x(percent)} height={6} rx={3} className={percent >= high ? 'fill-stop' : 'fill-watch'} />
        <path d={`M${x(low)} 0v12M${x(high)} 0v12`} className="stroke-ink" />
      </svg>
      <span>
        over {percent} %{volume === null ? '' : ` of ${volume.toLocaleString('en')} mails`} · published lines {low} %
        and {high} %
      </span>
    </div>
  );
}
