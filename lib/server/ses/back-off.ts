import 'server-only';

/** The part of a rate that is left after throttles: halved by each, given back slowly and evenly. */
export interface BackOff {
  /** Between the floor and 1. */
  factor(now: number): number;
  hit(now: number): void;
}

/** From nothing back to everything; a quota others still use is then met at most a few times a minute. */
const RECOVERY_MS = 160_000;

export function createBackOff(floor: number): BackOff {
  let after = 1;
  let hitAt = 0;
  const factor = (now: number) => Math.min(1, after + Math.max(0, now - hitAt) / RECOVERY_MS);
  return {
    factor,
    hit: (now) => {
      after = Math.max(floor, factor(now) / 2);
      hitAt = now;
    },
  };
}
