/** What can go wrong, by name. */
export const FAULTS = [
  'slow', 'reset', 'half', 'empty', 'error-500', 'error-503', 'html-200', 'html-502',
  'expired-token', 'denied', 'wrong-clock', 'throttle',
] as const; // prettier-ignore

export type FaultName = (typeof FAULTS)[number];

/** A fault and where it strikes; a scope left out means everywhere. */
export interface Fault {
  fault: FaultName;
  account?: string;
  region?: string;
  /** An operation's name; `AssumeRole` and `GetCallerIdentity` are STS's. */
  operation?: string;
  /** How many requests it strikes; left out, until cleared. */
  count?: number;
  /** For `slow`: how long the answer waits. */
  milliseconds?: number;
  /** For `wrong-clock`: how far the simulator's wall clock is ahead (negative: behind). */
  offsetSeconds?: number;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
  /** The first fault that strikes such a request, counted down. */
  strike(
    where: { account: string | null; region: string | null; operation: string },
    only?: FaultName,
  ): Fault | undefined;
}

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => void faults.push({ ...fault }),
    clear: () => void (faults = []),
    list: () => faults,
    strike: (where, only) => {
      const found = faults.find(
        (one) =>
          (only === undefined ? one.fault !== 'wrong-clock' : one.fault === only) &&
          (one.account ?? where.account) === where.account &&
          (one.region ?? where.region) === where.region &&
          (one.operation ?? where.operation) === where.operation,
      );
      if (found?.count !== undefined && --found.count <= 0) faults = faults.filter((one) => one !== found);
      return found;
    },
  };
}

/** Reads a fault from outside; throws a sentence when it is none. */
export function readFault(given: Record<string, unknown>): Fault {
  if (!FAULTS.includes(given['fault'] as FaultName)) {
    throw new Error(`fault must be one of ${FAULTS.join(', ')}, not ${String(given['fault'])}`);
  }
  return given as unknown as Fault;
}
