import 'server-only';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * The program of one SQLite thread: one connection, one request at a time. Every statement runs here, so neither a scan
 * nor an fsync ever stalls the event loop of the server.
 */
export interface ThreadData {
  path: string;
  writer: boolean;
}

export interface ThreadRequest {
  id: number;
  sql: string;
  parameters: readonly unknown[];
}

export type ThreadAnswer =
  | { id: number; columns: string[]; rows: unknown[][]; changes: number | null }
  | { id: number; error: { message: string; errcode: number | null } };

interface Prepared {
  statement: StatementSync;
  columns: string[];
}

/** Lists of ids make many texts of the same statement; more than these are prepared anew. */
const PREPARED_STATEMENTS = 256;
const CACHED = /^\s*(select|insert|update|delete|with)\b/i;

function open({ path, writer }: ThreadData): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: !writer, timeout: 10_000, enableForeignKeyConstraints: true });
  if (writer) database.exec('pragma journal_mode = wal; pragma synchronous = full');
  database.exec('pragma temp_store = memory; pragma cache_size = -16000');
  return database;
}

function prepare(database: DatabaseSync, cache: Map<string, Prepared>, sql: string): Prepared {
  const known = cache.get(sql);
  if (known) {
    cache.delete(sql);
    cache.set(sql, known);
    return known;
  }
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  const prepared = { statement, columns: statement.columns().map((column) => column.name) };
  if (!CACHED.test(sql)) {
    // It may change the schema: column names held for other statements would be out of date.
    cache.clear();
    return prepared;
  }
  cache.set(sql, prepared);
  const oldest = cache.size > PREPARED_STATEMENTS ? cache.keys().next().value : undefined;
  if (oldest !== undefined) cache.delete(oldest);
  return prepared;
}

function bindable(value: unknown): SQLInputValue {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value as SQLInputValue;
}

function execute(database: DatabaseSync, cache: Map<string, Prepared>, request: ThreadRequest): ThreadAnswer {
  const { id, sql } = request;
  if (sql === 'begin immediate' || sql === 'begin' || sql === 'commit' || sql === 'rollback') {
    // A failed commit may have rolled back already; saying so again would hide why.
    if (sql !== 'rollback' || database.isTransaction) database.exec(sql);
    return { id, columns: [], rows: [], changes: null };
  }
  const { statement, columns } = prepare(database, cache, sql);
  const parameters = request.parameters.map(bindable);
  if (columns.length > 0) {
    return { id, columns, rows: statement.all(...parameters) as unknown as unknown[][], changes: null };
  }
  return { id, columns, rows: [], changes: Number(statement.run(...parameters).changes) };
}

function serve(port: NonNullable<typeof parentPort>): void {
  const database = open(workerData as ThreadData);
  const cache = new Map<string, Prepared>();
  port.on('message', (request: ThreadRequest | 'close') => {
    if (request === 'close') {
      database.close();
      port.close();
      return;
    }
    try {
      port.postMessage(execute(database, cache, request));
    } catch (error) {
      const { message, errcode } = error as Error & { errcode?: number };
      port.postMessage({ id: request.id, error: { message, errcode: errcode ?? null } } satisfies ThreadAnswer);
    }
  });
}

if (parentPort) serve(parentPort);
