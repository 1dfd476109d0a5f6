/** What can go wrong, by name. `strikes` says whether SES answers an error or the answer is spoiled on its way. */
export const FAULTS = {
  slow: 'answer',
  reset: 'answer',
  half: 'answer',
  truncated: 'answer',
  empty: 'answer',
  'html-200': 'answer',
  'html-502': 'answer',
  'error-500': 'request',
  'error-503': 'request',
  'expired-token': 'request',
  denied: 'request',
  throttle: 'request',
  conflict: 'request',
  error: 'request',
  'partial-metrics': 'metrics',
  'wrong-clock': 'clock',
} as const;

export type FaultName = keyof typeof FAULTS;

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
  /** For `wrong-clock`, which has no scope: how far the simulator's wall clock is ahead (negative: behind). */
  offsetSeconds?: number;
  /** For `error`: what is answered. */
  type?: string;
  status?: number;
  message?: string;
}

export interface Where {
  account: string | null;
  region: string | null;
  operation: string;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  list(): readonly Fault[];
  /** The oldest fault that strikes such a request, counted down. */
  strike(where: Where): Fault | undefined;
}

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => {
      faults.push({ ...fault });
    },
    clear: () => {
      faults = [];
    },
    list: () => faults,
    strike: (where) => {
      const found = faults.find((one) => FAULTS[one.fault] !== 'clock' && isWithin(one, where));
      if (found?.count !== undefined && --found.count <= 0) faults = faults.filter((one) => one !== found);
      return found;
    },
  };
}

const isWithin = (fault: Fault, where: Where): boolean =>
  (fault.account ?? where.account) === where.account &&
  (fault.region ?? where.region) === where.region &&
  (fault.operation ?? where.operation) === where.operation;

/** Reads a fault from outside; throws a sentence when it is none. */
export function readFault(given: Record<string, unknown>): Fault {
  const name = given['fault'];
  if (typeof name !== 'string' || !Object.hasOwn(FAULTS, name)) {
    throw new Error(`fault must be one of ${Object.keys(FAULTS).join(', ')}`);
  }
  return { ...given, fault: name as FaultName };
}
