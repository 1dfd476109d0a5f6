import 'server-only';
import type { Clock } from '../context.ts';
import { StandingError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type Budget, createBudget } from './budget.ts';
import type { SesGateway } from './gateway.ts';
import { type OpenConnection, openConnection } from './open-connection.ts';
import type { Deadlines } from './ses-client.ts';
import { realTicker, type Ticker } from './ticker.ts';

export interface GatewayOptions {
  config: {
    /** Requests a second for each account and Region. */
    ratePerSecond: number;
    /** The most of that rate that background lanes may use, 0 to 1. */
    share: number;
  };
  clock: Clock;
  log: Log;
  ticker?: Ticker;
  deadlines?: Partial<Deadlines>;
}

const DEADLINES: Deadlines = { connectMilliseconds: 3_000, requestMilliseconds: 10_000 };

/** At exactly the rate, one request in twenty on a busy machine came a few milliseconds early and was throttled. */
const HEADROOM = 0.01;

interface Entry extends OpenConnection {
  region: string;
  budgetKey: string;
}

/** Opens the only way to SES. Connections to the same account and Region share one budget. */
export function openGateway({ config, clock, log, ticker = realTicker, deadlines }: GatewayOptions): SesGateway {
  const entries = new Map<string, Entry>();
  const budgets = new Map<string, Budget>();

  function budgetFor(key: string): Budget {
    const known = budgets.get(key);
    if (known) return known;
    const onCrowded = () =>
      log.warn({ budget: key }, 'SES throttles more than our own requests explain: background reading slows down');
    const budget = createBudget({ ...config, headroom: HEADROOM, ticker, onCrowded });
    budgets.set(key, budget);
    return budget;
  }

  /** The account has become known: what was spent until then was spent of its budget. */
  function carryOver(from: string, to: string): void {
    const spent = budgets.get(from);
    if (spent && !budgets.has(to)) budgets.set(to, spent);
    if (from !== to && from.startsWith('connection ')) budgets.delete(from);
  }

  function close(id: string, reason: StandingError): void {
    entries.get(id)?.close(reason);
    entries.delete(id);
  }

  return {
    open: ({ id, region, account, credential, pageSizes = {} }) => {
      // Until the account is known the connection cannot share a budget with its sisters.
      const budgetKey = account === null ? `connection ${id}` : `${account}/${region}`;
      const known = entries.get(id);
      if (known?.region === region) {
        carryOver(known.budgetKey, budgetKey);
        known.budgetKey = budgetKey;
        known.renew(credential);
        return known.connection;
      }
      close(id, closed());
      const entry: Entry = {
        ...openConnection(
          {
            id,
            region,
            deadlines: { ...DEADLINES, ...deadlines },
            clock,
            log: log.child({ connection: id }),
            ticker,
            pageSizes,
            budget: () => budgetFor(entry.budgetKey),
          },
          credential,
        ),
        region,
        budgetKey,
      };
      entries.set(id, entry);
      return entry.connection;
    },
    get: (id) => entries.get(id)?.connection,
    closeConnection: (id) => close(id, closed()),
    close: async () => {
      const reason = new StandingError('shutting-down', 'Standing is shutting down.');
      for (const id of entries.keys()) close(id, reason);
    },
  };
}

const closed = () => new StandingError('connection-not-found', 'This connection was closed while a request waited.');
