import 'server-only';
import type { Clock } from '../context.ts';
import type { StandingError } from '../errors.ts';
import type { Log } from '../log.ts';
import { accountOperations } from './account-operations.ts';
import type { Budget } from './budget.ts';
import type { Line } from './call-ses.ts';
import { entityOperations } from './entity-operations.ts';
import type { SesConnection, SesCredential } from './gateway.ts';
import { metricOperations } from './metric-operations.ts';
import { createPageSizes } from './page-size.ts';
import { createSesClient, type Deadlines, type SesClient } from './ses-client.ts';
import { createSingleFlight } from './single-flight.ts';
import { tenantOperations } from './tenant-operations.ts';
import type { Ticker } from './ticker.ts';

export interface ConnectionParts {
  id: string;
  region: string;
  deadlines: Deadlines;
  clock: Clock;
  log: Log;
  ticker: Ticker;
  pageSizes: Record<string, number>;
  /** The scheduler of the account and Region as they are known now. */
  budget(): Budget;
}

export interface OpenConnection {
  connection: SesConnection;
  /** Calls that leave from now on use this credential; the old client ends with its last call. */
  renew(credential: SesCredential): void;
  /** Ends every waiting and running call with this error. */
  close(reason: StandingError): void;
}

const MOST_SESSIONS = 20;

export function openConnection(parts: ConnectionParts, first: SesCredential): OpenConnection {
  const { id, region, deadlines, clock, log, ticker, budget } = parts;
  const sizes = createPageSizes(parts.pageSizes);
  let credential = first;
  let client = createSesClient(region, credential, deadlines);
  /** Where a role is assumed: a session for each operator who writes, the one used last at the end. */
  const sessions = new Map<string, SesClient>();
  const closing = new AbortController();

  const retireAll = () => {
    client.retire();
    for (const session of sessions.values()) session.retire();
    sessions.clear();
  };
  const replaceClient = () => {
    retireAll();
    client = createSesClient(region, credential, deadlines);
  };
  const sessionOf = (operator: string): SesClient => {
    const session = sessions.get(operator) ?? createSesClient(region, credential, deadlines, operator);
    sessions.delete(operator);
    sessions.set(operator, session);
    const [oldest] = sessions.size > MOST_SESSIONS ? sessions : [];
    oldest?.[1].retire();
    if (oldest !== undefined) sessions.delete(oldest[0]);
    return session;
  };
  const line: Line = {
    region,
    deadlines,
    clock,
    log,
    budget,
    client: (operator) => (operator === undefined || credential.role === undefined ? client : sessionOf(operator)),
    closed: closing.signal,
    refused: () => {
      // What files or the environment give may have been renewed since it was read, and a role may be assumed anew; keys
      // that were entered cannot have changed.
      const renewable = credential.source !== 'static-keys' || credential.role !== undefined;
      if (renewable && !closing.signal.aborted) replaceClient();
    },
  };

  return {
    connection: {
      id,
      region,
      ...entityOperations(line, sizes, createSingleFlight(ticker)),
      ...tenantOperations(line, sizes),
      ...accountOperations(line),
      ...metricOperations(line),
      budget: () => budget().report(),
      pageSizes: sizes.accepted,
    },
    renew: (next) => {
      if (isSame(credential, next)) return;
      credential = next;
      replaceClient();
    },
    close: (reason) => {
      closing.abort(reason);
      retireAll();
    },
  };
}

function isSame(one: SesCredential, other: SesCredential): boolean {
  if (one.role?.arn !== other.role?.arn || one.role?.externalId !== other.role?.externalId) return false;
  if (one.source === 'profile' && other.source === 'profile') return one.profile === other.profile;
  if (one.source !== 'static-keys' || other.source !== 'static-keys') return one.source === other.source;
  return (
    one.accessKeyId === other.accessKeyId &&
    one.secretAccessKey === other.secretAccessKey &&
    one.sessionToken === other.sessionToken
  );
}
