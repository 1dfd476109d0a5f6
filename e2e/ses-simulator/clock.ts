/** `real` runs with the wall clock, `frozen` stands still, `fast:60` runs sixty times as fast. */
export type ClockMode = 'real' | 'frozen' | `fast:${number}`;

export interface Clock {
  /** The simulator's time, epoch milliseconds. */
  now(): number;
  mode(): ClockMode;
  setMode(mode: ClockMode): void;
  advance(milliseconds: number): void;
  /** Runs an act as if it were that time, so that what was due earlier carries the time it was due. */
  during(time: number, act: () => void): void;
}

/** A clock that starts at `startAt` (epoch milliseconds). Signatures and rates use the wall clock, never this one. */
export function createClock(mode: ClockMode, startAt: number): Clock {
  let current = mode;
  let base = startAt;
  let wallBase = Date.now();
  let pretended: number | undefined;
  const now = (): number => pretended ?? Math.round(base + (Date.now() - wallBase) * speedOf(current));
  const rebase = (time: number): void => {
    base = time;
    wallBase = Date.now();
  };
  return {
    now,
    mode: () => current,
    setMode: (next) => {
      rebase(now());
      current = next;
    },
    advance: (milliseconds) => rebase(now() + milliseconds),
    during: (time, act) => {
      pretended = time;
      try {
        act();
      } finally {
        pretended = undefined;
      }
    },
  };
}

function speedOf(mode: ClockMode): number {
  if (mode === 'real') return 1;
  if (mode === 'frozen') return 0;
  return Number(mode.slice('fast:'.length));
}

/** Whether the text names a clock mode; `fast:` takes a positive number. */
export function isClockMode(text: unknown): text is ClockMode {
  if (text === 'real' || text === 'frozen') return true;
  return typeof text === 'string' && text.startsWith('fast:') && Number(text.slice(5)) > 0;
}
