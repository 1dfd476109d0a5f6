import 'server-only';
import type { Clock } from '../context.ts';
import type { StandingError } from '../errors.ts';
import type { Log } from '../log.ts';
import { accountOperations } from './account-operations.ts';
import type { Budget } from './budget.ts';
import type { Line } from './call-ses.ts';
import { entityOperations } from './entity-operations.ts';
import type { SesConnection, SesCredential } from './gateway.ts';
import { createPageSizes } from './page-size.ts';
import { createSesClient, type Deadlines } from './ses-client.ts';
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

export function openConnection(parts: ConnectionParts, first: SesCredential): OpenConnection {
  const { id, region, deadlines, clock, log, ticker, budget } = parts;
  const sizes = createPageSizes(parts.pageSizes);
  let credential = first;
  let client = createSesClient(region, credential, deadlines);
  const closing = new AbortController();

  const replaceClient = () => {
    client.retire();
    client = createSesClient(region, credential, deadlines);
  };
  const line: Line = {
    region,
    deadlines,
    clock,
    log,
    budget,
    client: () => client,
    closed: closing.signal,
    refused: () => {
      // What the environment gives may have been renewed since it was read; what was entered cannot have been.
      if (credential.source === 'ambient' && !closing.signal.aborted) replaceClient();
    },
  };

  return {
    connection: {
      id,
      region,
      ...entityOperations(line, sizes, createSingleFlight(ticker)),
      ...tenantOperations(line, sizes),
      ...accountOperations(line),
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
      client.retire();
    },
  };
}

function isSame(one: SesCredential, other: SesCredential): boolean {
  if (one.source !== 'static-keys' || other.source !== 'static-keys') return one.source === other.source;
  return (
    one.accessKeyId === other.accessKeyId &&
    one.secretAccessKey === other.secretAccessKey &&
    one.sessionToken === other.sessionToken
  );
}
