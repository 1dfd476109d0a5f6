import 'server-only';

/**
 * A token bucket kept as the moment its next token is due (the generic cell rate algorithm): at most `burst` at once
 * and never more than `burst + elapsed / interval` over any stretch of time.
 */
export interface Pace {
  /** The earliest moment at which one may be taken. */
  readyAt(): number;
  /** Takes one; call it only at or after `readyAt`. `interval`: milliseconds a token costs now. */
  take(now: number, interval: number): void;
  /** Nothing more before this moment, whatever was saved up. */
  holdUntil(moment: number): void;
}

export function createPace(burst = 1): Pace {
  let due = -Infinity;
  let allowance = 0;
  return {
    readyAt: () => due - allowance,
    take: (now, interval) => {
      allowance = (burst - 1) * interval;
      due = Math.max(now, due) + interval;
    },
    holdUntil: (moment) => {
      allowance = 0;
      due = Math.max(due, moment);
    },
  };
}
