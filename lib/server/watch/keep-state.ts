import 'server-only';
import { hasCode, isStandingError, StandingError } from '../errors.ts';
import { mergeFacts } from '../history/merge-facts.ts';
import { recordUnread } from '../history/record-state.ts';
import type { Watched } from './watched.ts';

/** A refusal is asked again after this long: permissions change. */
const DENIED_AGAIN_MS = 60_000;
/** What the environment gives may have been exchanged; what was entered has not. */
const RENEWED_AFTER_MS = 60_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** One fault may be chance; this many in a row are an outage. Refused credentials never are chance. */
const BLIND_AFTER_MS = 10_000;
const FAILURES_OF_AN_OUTAGE = 2;

export interface StateKeeper {
  /** A read worked that this IAM action permits. */
  succeeded(iamAction: string): Promise<void>;
  /**
   * A read failed. Keeps the reason on the connection where it says that nothing can be read.
   * @returns how long to wait before the next one, ms; null: not before the connection changes.
   */
  failed(error: unknown, what: 'entities' | 'other'): Promise<number | null>;
}

export function createStateKeeper(watched: Watched, listAction: string, getAction: string): StateKeeper {
  const { context, id, denied } = watched;
  const { store, clock, log } = context;
  let failures = 0;
  let readAt = 0;

  async function keepDenied(): Promise<void> {
    await store.write(async (transaction) => {
      await watched.checkLease(transaction);
      await mergeFacts(transaction, id, { denied: [...denied.keys()].toSorted() });
    });
  }
  async function keepUnread(error: StandingError): Promise<void> {
    await store.write(async (transaction) => {
      await watched.checkLease(transaction);
      await recordUnread(transaction, id, error, clock.now());
    });
  }

  async function judge(cause: unknown, what: 'entities' | 'other'): Promise<number | null> {
    if (watched.signal.aborted || hasCode(cause, 'shutting-down', 'connection-not-found')) return null;
    const error = isStandingError(cause)
      ? cause
      : new StandingError('internal', 'Standing failed while it read this connection; its log says why.', { cause });
    if (!isStandingError(cause)) log.error({ connection: id, err: cause }, 'The watcher failed on a connection.');
    else log.info({ connection: id, code: error.code, err: error }, 'A read of the watcher failed.');
    const { code, details } = error;
    if (code === 'wrong-account') {
      await keepUnread(error);
      return watched.renewable ? RENEWED_AFTER_MS : null;
    }
    const { iamAction } = details;
    if (code === 'ses-access-denied' && iamAction !== undefined) {
      const isNew = !denied.has(iamAction);
      denied.set(iamAction, clock.now() + DENIED_AGAIN_MS);
      if (isNew) await keepDenied();
      // What the list refuses can still be read one by one. Blind is who reads nothing either way; it asks again soon.
      const blind = denied.has(listAction) && denied.has(getAction);
      if (blind) for (const action of [listAction, getAction]) denied.set(action, clock.now() + LONGEST_WAIT_MS);
      if (what === 'entities' && (blind || clock.now() - readAt > BLIND_AFTER_MS)) await keepUnread(error);
      return FIRST_WAIT_MS;
    }
    if (what === 'other') return LONGEST_WAIT_MS / 2;
    failures++;
    const refused = hasCode(error, 'ses-credentials-expired', 'ses-credentials-invalid', 'credentials-unreadable');
    if (refused || failures >= FAILURES_OF_AN_OUTAGE) await keepUnread(error);
    return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(10, failures - 1));
  }

  return {
    async succeeded(iamAction) {
      failures = 0;
      if (iamAction === listAction || iamAction === getAction) readAt = clock.now();
      if (denied.delete(iamAction)) await keepDenied();
    },
    async failed(cause, what) {
      try {
        return await judge(cause, what);
      } catch (failure) {
        // The database itself may be away; the loop must outlive that.
        log.error({ connection: id, err: failure }, 'The state of a connection could not be stored.');
        return LONGEST_WAIT_MS / 2;
      }
    },
  };
}
