import 'server-only';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * The program of one SQLite thread: one connection, one request at a time. Every statement runs here, so neither a scan
 * nor an fsync ever stalls the event loop of the server. JavaScript, because each thread that strips types from
 * TypeScript costs another 11 MB and twice the time to start; its messages are typed in open-thread.ts.
 *
 * @typedef {import('./open-thread.ts').ThreadData} ThreadData
 * @typedef {import('./open-thread.ts').ThreadRequest} ThreadRequest
 * @typedef {import('./open-thread.ts').ThreadAnswer} ThreadAnswer
 * @typedef {{ statement: import('node:sqlite').StatementSync, columns: string[] }} Prepared
 */

/** Lists of ids make many texts of the same statement; more than these are prepared anew. */
const PREPARED_STATEMENTS = 256;
const CACHED = /^\s*(select|insert|update|delete|with)\b/i;

/** @param {ThreadData} data */
function open({ path, writer }) {
  const database = new DatabaseSync(path, { readOnly: !writer, timeout: 10_000, enableForeignKeyConstraints: true });
  if (writer)
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma journal_size_limit = 67108864');
  database.exec('pragma temp_store = memory; pragma cache_size = -8000');
  return database;
}

/**
 * @param {DatabaseSync} database
 * @param {Map<string, Prepared>} cache
 * @param {string} sql
 * @returns {Prepared}
 */
function prepare(database, cache, sql) {
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

/**
 * @param {unknown} value
 * @returns {import('node:sqlite').SQLInputValue}
 */
function bindable(value) {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return /** @type {import('node:sqlite').SQLInputValue} */ (value);
}

/**
 * @param {DatabaseSync} database
 * @param {Map<string, Prepared>} cache
 * @param {ThreadRequest} request
 * @returns {ThreadAnswer}
 */
function execute(database, cache, { id, sql, parameters }) {
  if (sql === 'begin immediate' || sql === 'begin' || sql === 'commit' || sql === 'rollback') {
    // A failed commit may have rolled back already; saying so again would hide why.
    if (sql !== 'rollback' || database.isTransaction) database.exec(sql);
    return { id, columns: [], rows: [], changes: null };
  }
  const { statement, columns } = prepare(database, cache, sql);
  const bound = parameters.map(bindable);
  if (columns.length > 0) {
    const rows = /** @type {unknown[][]} */ (/** @type {unknown} */ (statement.all(...bound)));
    return { id, columns, rows, changes: null };
  }
  return { id, columns, rows: [], changes: Number(statement.run(...bound).changes) };
}

/** @param {NonNullable<typeof parentPort>} port */
function serve(port) {
  const database = open(/** @type {ThreadData} */ (workerData));
  /** @type {Map<string, Prepared>} */
  const cache = new Map();
  port.on('message', (/** @type {ThreadRequest | 'close'} */ request) => {
    if (request === 'close') {
      database.close();
      port.close();
      return;
    }
    try {
      port.postMessage(execute(database, cache, request));
    } catch (error) {
      const { message, errcode } = /** @type {Error & { errcode?: number }} */ (error);
      port.postMessage({ id: request.id, error: { message, errcode: errcode ?? null } });
    }
  });
}

if (parentPort) serve(parentPort);
