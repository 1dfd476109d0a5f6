/** Senders that changed within this long of the first of them fold. */
export const FOLD_WINDOW_MS = 15 * 60_000;
/** Two rows read as easily as one that stands for them. */
export const FOLD_LEAST = 3;

export interface Foldable {
  /** Equal for senders that changed alike. */
  alike: string;
  /** When it changed, epoch ms. */
  at: number;
}

/**
 * Folds what changed alike within 15 minutes: each group begins with its earliest, and takes all that follow within the
 * window. Fewer than three stay single. Whatever the order of the input, the same groups come out, earliest first.
 */
export function foldAlike<T extends Foldable>(items: readonly T[]): T[][] {
  const folds: T[][] = [];
  for (const alike of Map.groupBy(items, (item) => item.alike).values()) {
    let fold: T[] = [];
    const close = () => {
      if (fold.length >= FOLD_LEAST) folds.push(fold);
      else folds.push(...fold.map((item) => [item]));
      fold = [];
    };
    for (const item of alike.toSorted((a, b) => a.at - b.at)) {
      if (fold[0] !== undefined && item.at - fold[0].at > FOLD_WINDOW_MS) close();
      fold.push(item);
    }
    close();
  }
  return folds;
}

const MONTH = /\b(january|february|march|april|may|june|july|august|september|october|november|december)\b/g;

/** A cause without what differs from sender to sender (numbers, dates), so that the same kind of cause is one shape. */
export function shapeOfCause(cause: string | null): string {
  if (cause === null) return '';
  return cause
    .slice(0, 300)
    .toLowerCase()
    .replaceAll(MONTH, '#')
    .replaceAll(/\d+(?:[.,:]\d+)*/g, '#')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
