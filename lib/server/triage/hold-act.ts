import 'server-only';
import { type Kysely, sql } from 'kysely';
import { sharedMemory } from '../shared-memory.ts';
import type { StandingDatabase } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { takeTurns } from '../store/take-turns.ts';

/** Any fixed number: the first half of the advisory locks of acts; the second is the act. */
const LOCKS = 732_641;

/** The one session of this process that holds the locks of its running acts, open while there is one. */
interface Holding {
  acts: number;
  session: Promise<Session> | null;
}
interface Session {
  ask(id: string, verb: 'try' | 'un'): Promise<boolean>;
  end(): void;
}

/**
 * Runs an act that no other live process runs. On PostgreSQL an advisory lock of a session says so: it ends with its
 * process, also by kill -9, so what a dead process left can be taken up at once and what a live one does cannot. On
 * SQLite the store keeps other servers out.
 * @returns whether it ran; false: another process has it.
 */
export async function holdAct(store: Store, id: string, run: () => Promise<void>): Promise<boolean> {
  if (store.dialect === 'sqlite') {
    await run();
    return true;
  }
  const holding = sharedMemory<Holding>(store, 'act-locks', () => ({ acts: 0, session: null }));
  holding.acts += 1;
  try {
    const session = await (holding.session ??= openSession(store));
    if (!(await session.ask(id, 'try'))) return false;
    try {
      await run();
      return true;
    } finally {
      await session.ask(id, 'un').catch(() => false);
    }
  } finally {
    holding.acts -= 1;
    if (holding.acts === 0) {
      const ending = holding.session;
      holding.session = null;
      await ending?.then(
        (session) => session.end(),
        () => undefined,
      );
    }
  }
}

/** A session apart from the pool, which goes back to it when it is ended. */
function openSession(store: Store): Promise<Session> {
  return new Promise((resolve, reject) => {
    const inTurn = takeTurns();
    const hold = (connection: Kysely<StandingDatabase>) =>
      new Promise<void>((end) => {
        resolve({
          end,
          ask: (id, verb) =>
            inTurn(async () => {
              const lock = sql`${sql.raw(verb === 'try' ? 'pg_try_advisory_lock' : 'pg_advisory_unlock')}`;
              const answer = sql<{ ok: boolean }>`select ${lock}(${LOCKS}::int, hashtext(${id})) as ok`;
              return (await answer.execute(connection)).rows[0]?.ok === true;
            }),
        });
      });
    store.read.connection().execute(hold).catch(reject);
  });
}
