import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { readTagKeys } from '../credentials/describe-connection.ts';
import { credentialOf } from '../credentials/open-credential.ts';
import { hasCode, type StandingError } from '../errors.ts';
import type { ConnectionRow } from '../history/list-watched.ts';
import type { CheckLease } from '../history/watcher-lease.ts';
import { createStateKeeper } from './keep-state.ts';
import { GET_ACTION, LIST_ACTION, runListLane, runSweepLane } from './lane-loops.ts';
import { deniedOf, pageSizesOf } from '../history/merge-facts.ts';
import { asStandingError, pinByCaller, resumeLanes } from './open-watched.ts';
import { createPause } from './pause.ts';
import { createFilteredList } from './read-filtered-list.ts';
import { createFindingsReader } from './read-findings.ts';
import { recordUnread } from '../history/record-state.ts';
import { createTagReader } from './read-tags.ts';
import { createFullSweeper } from './sweep-all.ts';
import type { Watched } from './watched.ts';

export interface ConnectionWatch {
  /** The row as it was when watching began; another credential or Region begins anew. */
  readonly row: ConnectionRow;
  readonly startedAt: number;
  /** null until the first step. */
  watched(): Watched | null;
  /** Resolves when both loops have ended. */
  stop(): Promise<void>;
}

const RETRY_MS = 5_000;
/** What the environment gives may have been exchanged by then. */
const RENEWED_AFTER_MS = 60_000;

export type WatchContext = Pick<Context, 'store' | 'gateway' | 'vault' | 'clock' | 'log'> & { intervalMs: number };

/** Watches one connection until it is stopped. Whatever fails in it stays in it. */
export function watchConnection(context: WatchContext, row: ConnectionRow, checkLease: CheckLease): ConnectionWatch {
  const ending = new AbortController();
  const { signal } = ending;
  let watched: Watched | null = null;

  async function run(): Promise<void> {
    const { id, region, account } = row;
    const pageSizes = pageSizesOf(row.facts);
    const credential = await credentialOf(context.vault, row);
    const ses = context.gateway.open({ id, region, account, credential, pageSizes });
    await pinByCaller(context, id, ses, signal, checkLease);
    const { lanes, resumed } = await resumeLanes(context, id);
    const pause = createPause(signal);
    const self: Watched = {
      id,
      context,
      ses,
      renewable: row.source !== 'static-keys',
      signal,
      intervalMs: context.intervalMs,
      checkLease,
      lanes,
      toConfirm: new Map(),
      toAskFindings: new Set(),
      hastenFindings: false,
      denied: new Map(deniedOf(row.facts).map((action) => [action, 0])),
      wake: () => pause.wake(),
    };
    watched = self;
    // Once pinned, connections of one account and Region share one budget.
    const pinned = await pinOfRow(context, id);
    if (pinned !== null && pinned !== account) context.gateway.open({ id, region, account: pinned, credential });
    const parts = {
      watched: self,
      lists: { disabled: createFilteredList(self, 'disabled'), high: createFilteredList(self, 'high') },
      findings: createFindingsReader(self, resumed.findings),
      sweeper: createFullSweeper(self, { running: resumed.sweep, last: resumed.last }),
      keeper: createStateKeeper(self, LIST_ACTION, GET_ACTION),
      tags: createTagReader(self, readTagKeys(row.tag_keys)),
      pause,
    };
    await Promise.all([runListLane(parts), runSweepLane(parts)]);
  }

  async function tryAgain(): Promise<void> {
    while (!signal.aborted) {
      try {
        return await run();
      } catch (cause) {
        if (signal.aborted) return;
        const error = asStandingError(cause);
        context.log.error({ connection: row.id, err: error }, 'A connection cannot be watched.');
        await keepReason(error);
        const lasting = hasCode(error, 'wrong-account', 'credentials-unreadable') && row.source === 'static-keys';
        if (lasting) return;
        await sleep(hasCode(error, 'wrong-account') ? RENEWED_AFTER_MS : RETRY_MS, undefined, { signal }).catch(
          () => undefined,
        );
      }
    }
  }

  async function keepReason(error: StandingError): Promise<void> {
    try {
      await context.store.write(async (transaction) => {
        await checkLease(transaction);
        await recordUnread(transaction, row.id, error, context.clock.now());
      });
    } catch (failure) {
      context.log.error({ connection: row.id, err: failure }, 'The reason could not be stored.');
    }
  }

  const running = tryAgain();
  return {
    row,
    startedAt: context.clock.now(),
    watched: () => watched,
    stop: async () => {
      ending.abort();
      await running;
    },
  };
}

async function pinOfRow({ store }: Pick<Context, 'store'>, id: string): Promise<string | null> {
  const row = await store.read.selectFrom('connections').select('account').where('id', '=', id).executeTakeFirst();
  return row?.account ?? null;
}
