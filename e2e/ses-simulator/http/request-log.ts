/** One answered request, as tests want to see it. */
export interface LogEntry {
  /** Position, from 1; `since` of the control API is exclusive of it. */
  readonly seq: number;
  /** Wall time, epoch milliseconds. */
  readonly at: number;
  readonly operation: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly status: number;
  /** Error type, or null when it went well. */
  readonly error: string | null;
  /** ARN of the signer; carries the RoleSessionName of an assumed role. */
  readonly principal: string | null;
  readonly accessKeyId: string | null;
  readonly hasPageToken: boolean;
  /** The entity reference, tenant name or resource the request names. */
  readonly target: string | null;
  readonly filter: Record<string, string> | null;
  readonly pageSize: number | null;
  readonly fault: string | null;
}

const KEEP = 50_000;

export interface RequestLog {
  add(entry: Omit<LogEntry, 'seq' | 'at'>): void;
  /** Entries after that position, oldest first. */
  since(seq: number): LogEntry[];
  clear(): void;
}

/** Keeps the last 50,000 requests. */
export function createRequestLog(): RequestLog {
  let entries: LogEntry[] = [];
  let last = 0;
  return {
    add: (entry) => {
      entries.push({ seq: ++last, at: Date.now(), ...entry });
      if (entries.length > KEEP * 1.1) entries = entries.slice(-KEEP);
    },
    since: (seq) => entries.filter((one) => one.seq > seq),
    clear: () => {
      entries = [];
    },
  };
}
