/** One figure of a bench: printed with its control and the ratio, and with the goal it is held against. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The same quantity of the control, measured in the same run. */
  control?: number;
  /** What the ratio (or, without a control, the value) should not exceed. */
  goal?: number;
  /** True where more is better. */
  atLeast?: boolean;
}

const figures: Figure[] = [];

function rounded(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}

function verdictOf(figure: Figure): string {
  if (figure.goal === undefined) return '';
  const held = figure.control === undefined ? figure.value : figure.value / figure.control;
  const met = figure.atLeast === true ? held >= figure.goal : held <= figure.goal;
  return `${figure.atLeast === true ? 'goal ≥' : 'goal ≤'} ${figure.goal}${figure.control === undefined ? '' : ' ×'}  ${met ? 'met' : 'MISSED'}`;
}

/** Prints a figure at once, so that a bench that fails later has still said what it measured. */
export function report(figure: Figure): void {
  figures.push(figure);
  const control =
    figure.control === undefined
      ? ''
      : `  control ${rounded(figure.control)} ${figure.unit}  ratio ${(figure.value / figure.control).toFixed(2)}`;
  console.log(`  ${figure.name}: ${rounded(figure.value)} ${figure.unit}${control}  ${verdictOf(figure)}`.trimEnd());
}

/** Prints what was missed, last. A miss is not a failed run: it is reported as a miss. */
export function summarise(): void {
  const missed = figures.filter((figure) => verdictOf(figure).endsWith('MISSED'));
  console.log(
    `\n${figures.length} figures, ${missed.length} missed${missed.map((figure) => `\n  missed: ${figure.name}`).join('')}`,
  );
}

/** @param share 0.5 for the median, 0.95 for p95. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
