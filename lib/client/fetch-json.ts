import type * as z from 'zod/mini';
import { pages } from '../domain/paths.ts';
import type { Problem } from '../domain/problem.ts';

/** A failed request. `problem` says what happened; `code` `unreachable` (status 0) when nothing answered at all. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

function ownProblem(status: number, code: string, title: string, detail: string): Problem {
  return { type: 'about:blank', title, status, code, detail, requestId: '' };
}

/** Turns whatever a query threw into a problem that a page can show. */
export function problemOf(error: unknown): Problem {
  if (typeof error === 'object' && error !== null && 'problem' in error) return (error as ProblemError).problem;
  const detail = error instanceof Error ? error.message : String(error);
  return ownProblem(0, 'page-error', 'This page failed', detail);
}

/** Sends the browser to the sign-in page, which returns it to the complete address it is on now. */
export function goToSignIn(): void {
  const { pathname, search, hash } = window.location;
  if (pathname === '/login' || pathname === '/setup') return;
  window.location.assign(pages.login(`${pathname}${search}${hash}`));
}

const LOST = 'Standing’s server did not answer. What is shown below is what this page last read.';

/** A schema, or how to load it: most arrive beside the answer they are for, and not before the page is usable. */
export type SchemaSource<T> = T | (() => Promise<T>);

const loadParser = () => import('./parse-answer.ts');

async function readProblem(response: Response): Promise<Problem> {
  const { parseProblem } = await loadParser();
  const problem = parseProblem(await response.json().catch(() => null));
  const detail = `Something between this page and Standing answered ${response.status} with a page of its own.`;
  return problem ?? ownProblem(response.status, 'not-standing', 'Standing did not answer', detail);
}

/** Whatever the network or a missing piece of the page's code throws, as a problem; an abort stays an abort. */
async function reach<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError(ownProblem(0, 'unreachable', 'Standing did not answer', LOST));
  }
}

/**
 * Fetches JSON and parses it with `schema`.
 *
 * @throws ProblemError for every failure, a lost network and an answer of the wrong shape included. An ended session
 *   (401) also leaves for the sign-in page, unless the request asked `signIn: false`.
 */
export async function fetchJson<T extends z.core.$ZodType>(
  schema: SchemaSource<T>,
  url: string,
  init: RequestInit & { json?: unknown; signIn?: boolean } = {},
): Promise<z.output<T>> {
  const { json, signIn = true, ...rest } = init;
  const headers = new Headers(rest.headers);
  headers.set('accept', 'application/json');
  if (json !== undefined) headers.set('content-type', 'application/json');
  const asked = fetch(url, { ...rest, headers, ...(json === undefined ? {} : { body: JSON.stringify(json) }) });
  const loaded = Promise.all([loadParser(), typeof schema === 'function' ? schema() : schema]);
  // Awaited below, unless the request itself fails first.
  loaded.catch(() => {});
  const response = await reach(asked);
  if (!response.ok) {
    const problem = await reach(readProblem(response));
    if (response.status === 401 && signIn) goToSignIn();
    throw new ProblemError(problem);
  }
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => undefined);
  const [{ parseAnswer }, known] = await reach(loaded);
  const parsed = parseAnswer(known, body);
  if (parsed.ok) return parsed.value;
  const where = parsed.where === '' ? '' : ` (at ${parsed.where})`;
  const detail = `The answer to ${url.split('?')[0]} is not what this page expects${where}. Reload the page: it may be older than the server.`;
  throw new ProblemError(ownProblem(200, 'unexpected-answer', 'Unexpected answer', detail));
}
