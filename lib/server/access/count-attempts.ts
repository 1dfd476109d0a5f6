import 'server-only';
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../context.ts';
import { StandingError } from '../errors.ts';
import type { StandingDatabase } from '../store/schema.ts';
import { networkPrefix } from './network-prefix.ts';

const WINDOW_MS = 15 * 60_000;
/** One account from one network prefix; one prefix over all accounts; one account over all prefixes. */
export const MOST = { pair: 10, prefix: 40, account: 100 };
const KNOWN_MS = 90 * 86_400_000;

export interface Attempt {
  /** What is tried: `sign-in`, `second-factor`, `link`, `set-up`. */
  purpose: string;
  /** Whose it claims to be; null where it does not say. */
  account: string | null;
  address: string | null;
}

/**
 * Counts attempts in the database, before they are answered, so that many at once count like one after another. A guess
 * that is refused here counts nowhere else: an attacker of one network fills their own counters and never the account's,
 * and the owner elsewhere still gets in. Where an account is attacked from many networks at once, it is open only from
 * those its owner has used before. Unknown accounts are counted like known ones.
 * @param database outside the store's own transactions, so that guesses do not make every cached answer out of date.
 */
export function countAttempts(database: Kysely<StandingDatabase>, clock: Clock) {
  let cleanAt = 0;

  async function count(key: string): Promise<{ count: number; endsAt: number }> {
    const now = clock.now();
    const over = sql<boolean>`attempt_counts.ends_at <= ${now}`;
    const row = await database
      .insertInto('attempt_counts')
      .values({ key, count: 1, ends_at: now + WINDOW_MS })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({
          count: sql<number>`case when ${over} then 1 else attempt_counts.count + 1 end`,
          ends_at: sql<number>`case when ${over} then ${now + WINDOW_MS} else attempt_counts.ends_at end`,
        }),
      )
      .returning(['count', 'ends_at'])
      .executeTakeFirstOrThrow();
    return { count: row.count, endsAt: row.ends_at };
  }

  async function isKnown(key: string): Promise<boolean> {
    const row = await database.selectFrom('known_places').select('seen_at').where('key', '=', key).executeTakeFirst();
    return row !== undefined && row.seen_at > clock.now() - KNOWN_MS;
  }

  async function clean(): Promise<void> {
    const now = clock.now();
    if (now < cleanAt) return;
    cleanAt = now + WINDOW_MS;
    await database.deleteFrom('attempt_counts').where('ends_at', '<=', now).execute();
    await database
      .deleteFrom('known_places')
      .where('seen_at', '<=', now - KNOWN_MS)
      .execute();
  }

  return {
    /** A one-time code of somebody, used now: whether nobody used it before, within the time it can be good for. */
    async firstUse(userId: string, code: string): Promise<boolean> {
      return (await count(keyOf('code', userId, code))).count === 1;
    },
    /** @throws StandingError `too-many-requests`. @returns what to call when the attempt was right. */
    async begin(attempt: Attempt): Promise<{ succeeded(): Promise<void> }> {
      await clean();
      const { pair, prefix, account, place } = keysOf(attempt);
      const counted: string[] = [];
      for (const [key, most] of [
        [pair, MOST.pair],
        [prefix, MOST.prefix],
        [account, MOST.account],
      ] as const) {
        if (key === null) continue;
        const { count: made, endsAt } = await count(key);
        if (made > most && !(key === account && place !== null && (await isKnown(place)))) {
          throw tooMany(endsAt - clock.now());
        }
        counted.push(key);
      }
      return {
        async succeeded() {
          if (pair !== null) await database.deleteFrom('attempt_counts').where('key', '=', pair).execute();
          await database
            .updateTable('attempt_counts')
            .set((of) => ({ count: of('count', '-', 1) }))
            .where('key', 'in', counted)
            .where('count', '>', 0)
            .execute();
          if (place === null) return;
          const seen_at = clock.now();
          await database
            .insertInto('known_places')
            .values({ key: place, seen_at })
            .onConflict((conflict) => conflict.column('key').doUpdateSet({ seen_at }))
            .execute();
        },
      };
    },
  };
}
export type Attempts = ReturnType<typeof countAttempts>;

function keysOf({ purpose, account, address }: Attempt) {
  const prefix = networkPrefix(address);
  const name = account?.trim().toLowerCase();
  return {
    prefix: keyOf('prefix', purpose, prefix),
    pair: name === undefined ? null : keyOf('pair', purpose, name, prefix),
    account: name === undefined ? null : keyOf('account', purpose, name),
    place: name === undefined ? null : keyOf('place', name, prefix),
  };
}

function keyOf(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function tooMany(waitMs: number): StandingError {
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000));
  const message = `Too many attempts. Wait ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} and try again.`;
  return new StandingError('too-many-requests', message, { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
}
