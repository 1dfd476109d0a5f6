import 'server-only';
import { recordAudits } from '../access/record-audit.ts';
import type { Context, Principal } from '../context.ts';
import type { ErrorCode } from '../errors.ts';
import { networkPrefix } from '../access/network-prefix.ts';

/** Refusals that say somebody tried what they may not; a page that does not exist is none. */
const TOLD = new Set<ErrorCode>([
  'not-signed-in',
  'not-permitted',
  'cross-origin',
  'too-many-requests',
  'invalid-set-up-token',
]);

/** A flood from many networks must not become a flood of rows. */
const KEYS_A_MINUTE = 500;
const MINUTE_MS = 60_000;

export interface Refusal {
  principal: Principal;
  /** Method and path, such as `POST /api/acts`; never a query. */
  route: string;
  code: ErrorCode;
  /** Whom a refused sign-in named; null elsewhere. */
  account: string | null;
  clientAddress: string | null;
}

interface Count {
  principal: Principal;
  route: string;
  code: ErrorCode;
  account: string | null;
  network: string;
  count: number;
}

/** Counts refusals and writes them down a minute at a time: one row for each who, route, reason and network,
 * and for a refused sign-in whom it named. */
export interface RefusalTally {
  note(refusal: Refusal): void;
  /** Writes the minutes that are over; `all`: the running one too, before a stop. */
  write(all?: 'all'): Promise<void>;
}

export function tallyRefusals(context: Pick<Context, 'store' | 'clock' | 'auditKeys'>): RefusalTally {
  const minutes = new Map<number, Map<string, Count>>();
  return {
    note({ principal, route, code, account, clientAddress }) {
      if (!TOLD.has(code)) return;
      const minute = Math.floor(context.clock.now() / MINUTE_MS) * MINUTE_MS;
      const counts = minutes.get(minute) ?? new Map<string, Count>();
      minutes.set(minute, counts);
      const exact = { principal, route, code, account, network: networkPrefix(clientAddress) };
      const key = keyOf(exact);
      const isFull = counts.size >= KEYS_A_MINUTE && !counts.has(key);
      const told = isFull
        ? { ...exact, principal: { kind: 'anonymous' } as const, route: 'other', account: null, network: 'many' }
        : exact;
      const known = counts.get(keyOf(told));
      if (known) known.count += 1;
      else counts.set(keyOf(told), { ...told, count: 1 });
    },
    async write(all) {
      const now = context.clock.now();
      for (const [minute, counts] of minutes) {
        if (all === undefined && minute + MINUTE_MS > now) continue;
        minutes.delete(minute);
        await writeMinute(context, minute, [...counts.values()]);
      }
    },
  };
}

function keyOf({ principal, route, code, account, network }: Omit<Count, 'count'>): string {
  const who = 'id' in principal ? principal.id : principal.kind;
  return JSON.stringify([who, route, code, account, network]);
}

async function writeMinute(
  context: Pick<Context, 'store' | 'clock' | 'auditKeys'>,
  minute: number,
  counts: readonly Count[],
): Promise<void> {
  await context.store.write(async (transaction) => {
    for (const { principal, route, code, account, network, count } of counts) {
      await recordAudits(
        transaction,
        { principal, clock: context.clock, auditKeys: context.auditKeys, requestId: null, clientAddress: network },
        [
          {
            kind: 'outcome',
            action: account === null ? 'request.refused' : 'session.refused',
            target: account ?? route,
            after: code,
            reason: `${count} in the minute from ${new Date(minute).toISOString()}`,
          },
        ],
      );
    }
  });
}
