/** Token buckets on the wall clock, one for each key. */
export interface Rate {
  /** Takes one token; false when there is none. */
  take(key: string, perSecond: number): boolean;
  /** Fills every bucket. */
  refill(): void;
}

/** Each bucket holds at most one second's tokens (at least one), and starts full. */
export function createRate(): Rate {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    refill: () => buckets.clear(),
    take: (key, perSecond) => {
      const now = performance.now();
      const full = Math.max(1, perSecond);
      const bucket = buckets.get(key) ?? { tokens: full, at: now };
      bucket.tokens = Math.min(full, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
      buckets.set(key, bucket);
      // A request that arrives a little early must not cost a client its whole second; the debt is paid by the next.
      if (bucket.tokens < 0.95) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
