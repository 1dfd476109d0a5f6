import 'server-only';

/** Time for pacing: monotonic, so that a corrected wall clock neither stops nor floods SES. Tests bring their own. */
export interface Ticker {
  /** Milliseconds from an arbitrary start; never goes back. */
  now(): number;
  /** Runs once after so many milliseconds; returns the function that cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

export const realTicker: Ticker = {
  now: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, Math.max(0, Math.ceil(milliseconds)));
    return () => clearTimeout(timer);
  },
};
