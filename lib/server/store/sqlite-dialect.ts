import 'server-only';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Thread } from './open-thread.ts';
import type { ThreadPool } from './thread-pool.ts';

class ThreadConnection implements DatabaseConnection {
  readonly thread: Thread;

  constructor(thread: Thread) {
    this.thread = thread;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.thread.execute(query.sql, query.parameters);
    const result = rows as R[];
    return changes === null ? { rows: result } : { rows: result, numAffectedRows: BigInt(changes) };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }
}

/**
 * Kysely over SQLite threads. Kysely's own SQLite driver shares its one connection freely, so that a statement from
 * elsewhere could land inside an open transaction; this one lends a thread to one user at a time.
 */
export function sqliteDialect(pool: ThreadPool, begin: 'begin' | 'begin immediate'): Dialect {
  const run = async (connection: DatabaseConnection, sql: string) => {
    await (connection as ThreadConnection).thread.execute(sql, []);
  };
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => new ThreadConnection(await pool.acquire()),
    beginTransaction: (connection) => run(connection, begin),
    commitTransaction: (connection) => run(connection, 'commit'),
    rollbackTransaction: (connection) => run(connection, 'rollback'),
    releaseConnection: async (connection) => pool.release((connection as ThreadConnection).thread),
    destroy: () => pool.close(),
  };
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
