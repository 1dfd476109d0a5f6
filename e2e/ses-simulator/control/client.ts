import type { ClockMode } from '../clock.ts';
import type { Fault } from '../faults.ts';
import type { LogEntry } from '../http/request-log.ts';
import type { Switches } from '../switches.ts';
import type { SesEvent } from '../world/events.ts';
import type { Life } from '../options.ts';
import type { FindingChange } from './set-finding.ts';
import type { Role } from '../keys.ts';
import type { KeyChange } from './set-key.ts';
import type { TenantChange } from './set-tenant.ts';
import type { EntityChange } from './set-entity.ts';

/** The control interface of a running simulator, typed. Every call rejects with the simulator's own sentence. */
export interface Control {
  state(): Promise<SimulatorState>;
  addFault(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  setSwitches(switches: Partial<Switches>): Promise<Switches>;
  /** Requests a second for each account and Region, from full buckets; 0 is no limit. */
  setRate(requestsPerSecond: number): Promise<void>;
  setClock(change: { mode?: ClockMode; advanceSeconds?: number }): Promise<{ now: number; mode: ClockMode }>;
  setEntity(change: EntityChange): Promise<{ arn: string }>;
  setFinding(change: FindingChange): Promise<{ arn: string }>;
  setTenant(change: TenantChange): Promise<{ arn: string }>;
  setKey(change: KeyChange): Promise<void>;
  /** Adds a role that may be assumed, or changes the ExternalId it demands; null: none. */
  setRole(role: Role): Promise<void>;
  /** Members of GetAccount to answer instead; an empty change takes them back. */
  setAccount(account: string, region: string, change: Record<string, unknown>): Promise<void>;
  setLife(pace: Life): Promise<void>;
  /** EventBridge events after that `seq`, oldest first. */
  events(since?: number): Promise<SesEvent[]>;
  /** EventBridge events from before the start, oldest first; see the option `past`. */
  past(): Promise<object[]>;
  /** Requests after that `seq`, oldest first. */
  log(since?: number): Promise<LogEntry[]>;
  clearLog(): Promise<void>;
}

export interface SimulatorState {
  seed: number;
  life: string;
  requestsPerSecond: number;
  clock: { now: number; mode: ClockMode };
  switches: Switches;
  faults: Fault[];
  /** ARN of the demo's protagonist. */
  protagonist: string | null;
  wellKnown: string[];
  places: { account: string; region: string; tenants: number; statuses: Record<string, number>; findings: number }[];
}

/** A control client for the simulator at `url`. */
export function createControl(url: string): Control {
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const sent = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${url}/__sim/${path}`, sent);
    const answer = (await response.json()) as T & { error?: string };
    if (!response.ok) throw new Error(answer.error ?? `control ${path} answered ${response.status}`);
    return answer;
  };
  return {
    state: () => call('GET', 'state'),
    addFault: async (fault) => void (await call('POST', 'faults', fault)),
    clearFaults: async () => void (await call('DELETE', 'faults')),
    setSwitches: (switches) => call('POST', 'switches', switches),
    setRate: async (requestsPerSecond) => void (await call('POST', 'rate', { requestsPerSecond })),
    setClock: (change) => call('POST', 'clock', change),
    setEntity: (change) => call('POST', 'entities', change),
    setFinding: (change) => call('POST', 'findings', change),
    setTenant: (change) => call('POST', 'tenants', change),
    setKey: async (change) => void (await call('POST', 'keys', change)),
    setRole: async (role) => void (await call('POST', 'roles', role)),
    setAccount: async (account, region, change) => void (await call('POST', 'accounts', { account, region, change })),
    setLife: async (pace) => void (await call('POST', 'life', { pace })),
    events: async (since = 0) => (await call<{ events: SesEvent[] }>('GET', `events?since=${since}`)).events,
    past: async () => (await call<{ events: object[] }>('GET', 'past')).events,
    log: async (since = 0) => (await call<{ entries: LogEntry[] }>('GET', `log?since=${since}`)).entries,
    clearLog: async () => void (await call('DELETE', 'log')),
  };
}
