import 'server-only';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

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

export interface Rows {
  rows: Record<string, unknown>[];
  changes: number | null;
}

/** One SQLite connection in its own thread. */
export interface Thread {
  execute(sql: string, parameters: readonly unknown[]): Promise<Rows>;
  /** True once the thread has ended; it answers nothing more. */
  ended(): boolean;
  close(): Promise<void>;
}

interface Waiting {
  resolve(rows: Rows): void;
  reject(error: Error): void;
}

function toObjects(columns: string[], rows: unknown[][]): Record<string, unknown>[] {
  return rows.map((row) => {
    const object: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index++) object[columns[index] as string] = row[index];
    return object;
  });
}

function failure(error: { message: string; errcode: number | null }): Error {
  return Object.assign(new Error(`SQLite: ${error.message}`), { errcode: error.errcode });
}

/**
 * Starts the thread; the database is opened inside it, and an error of opening comes with the first statement.
 * An idle thread does not keep the process alive.
 */
export function openThread(data: ThreadData): Thread {
  const worker = new Worker(join(import.meta.dirname, 'sqlite-thread.js'), {
    workerData: data,
    execArgv: ['--conditions=react-server', '--disable-warning=ExperimentalWarning'],
    name: data.writer ? 'standing-sqlite-writer' : 'standing-sqlite-reader',
  });
  const waiting = new Map<number, Waiting>();
  let next = 0;
  let gone: Error | null = null;
  worker.unref();

  function settle(id: number): Waiting | undefined {
    const entry = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    return entry;
  }
  function end(error: Error): void {
    gone ??= error;
    for (const entry of waiting.values()) entry.reject(gone);
    waiting.clear();
  }
  worker.on('message', (answer: ThreadAnswer) => {
    const entry = settle(answer.id);
    if ('error' in answer) entry?.reject(failure(answer.error));
    else entry?.resolve({ rows: toObjects(answer.columns, answer.rows), changes: answer.changes });
  });
  const exited = new Promise<void>((resolve) => {
    worker.on('error', (error: unknown) => end(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => {
      end(new Error('The SQLite thread has ended.'));
      resolve();
    });
  });

  return {
    execute(sql, parameters) {
      if (gone) return Promise.reject(gone);
      return new Promise((resolve, reject) => {
        const id = next++;
        if (waiting.size === 0) worker.ref();
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, sql, parameters });
      });
    },
    ended: () => gone !== null,
    async close() {
      if (!gone) {
        worker.ref();
        worker.postMessage('close');
      }
      await exited;
    },
  };
}
