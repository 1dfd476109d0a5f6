import 'server-only';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { finishHeaders } from './finish-headers.ts';
import { type DoorRefusal, refuseAtDoor } from './refuse-at-door.ts';
import { setInsideHeaders } from './set-inside-headers.ts';

export interface DoorOptions {
  host: string;
  port: number;
  publicHost: string | null;
  secure: boolean;
  trustedProxyCount: number;
}

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Inside {
  handle: Handle;
  policyOf: (path: string, status: number) => string;
  /** Development only (hot reload); otherwise every upgrade is refused. */
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  onFailure: (error: unknown, requestId: string) => void;
  onRefusal: (fields: { requestId: string; method: string; path: string; status: number; code: string }) => void;
}

export interface Door {
  /** The port it got, also where 0 was asked. */
  port: number;
  /** Until then every request is answered 503 with `Retry-After`. */
  open(inside: Inside): void;
  /** Ends streams at once, lets other answers finish for `graceMs`, then cuts. */
  close(graceMs: number): Promise<void>;
}

const STREAM_SILENT_MS = 60_000;

const STARTING: DoorRefusal = {
  status: 503,
  code: 'starting',
  title: 'Starting',
  detail: 'Standing is starting; ask again in a second.',
  headers: { 'retry-after': '1' },
};

/**
 * Listens at once, so that a port in use stops the start before anything else is opened.
 * @throws the listen error (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`).
 */
export async function openDoor(options: DoorOptions): Promise<Door> {
  let inside: Inside | null = null;
  const streams = new Set<ServerResponse>();
  const rules = {
    policyOf: (path: string, status: number) => inside?.policyOf(path, status) ?? "default-src 'none'",
    secure: options.secure,
    onStream: (response: ServerResponse) => {
      streams.add(response);
      // A reader who takes nothing any more, and whose end nobody told us; one who takes hears from us every few seconds.
      response.setTimeout(STREAM_SILENT_MS, () => response.destroy());
      response.once('close', () => streams.delete(response));
    },
  };
  const server = createServer({ maxHeaderSize: 16 * 1024, requestTimeout: 30_000, headersTimeout: 15_000 });
  server.keepAliveTimeout = 60_000;
  server.on('request', (request, response) => {
    // Looked at as it came, before what may not come from outside is taken off.
    const refusal = refuseAtDoor(request, options);
    const requestId = setInsideHeaders(request, options.trustedProxyCount);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    finishHeaders(response, path, rules);
    if (inside === null) return answerProblem(request, response, STARTING, requestId);
    if (refusal !== null) {
      const { status, code } = refusal;
      inside.onRefusal({ requestId, method: request.method ?? '', path: path.slice(0, 300), status, code });
      return answerProblem(request, response, refusal, requestId);
    }
    const { handle, onFailure } = inside;
    handle(request, response).catch((error: unknown) => {
      onFailure(error, requestId);
      if (!response.headersSent) answerProblem(request, response, FAILED, requestId);
      else response.destroy();
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (inside?.upgrade) inside.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  server.on('clientError', answerClientError);
  await listen(server, options);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    open: (given) => (inside = given),
    close: (graceMs) => closeServer(server, streams, graceMs),
  };
}

const FAILED: DoorRefusal = {
  status: 500,
  code: 'internal',
  title: 'Internal error',
  detail: 'Standing failed while answering. The reason is in its log under this request id.',
};

function answerProblem(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: DoorRefusal,
  requestId: string,
): void {
  const { status, code, title, detail, headers } = refusal;
  const body = JSON.stringify({ type: `urn:standing:problem:${code}`, title, status, code, detail, requestId });
  // What was not read of the request must not be taken for the next one.
  const leftover =
    request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  response.writeHead(status, {
    ...headers,
    ...(leftover ? { connection: 'close' } : {}),
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-request-id': requestId,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Requests that are not HTTP, or whose headers are longer than 16 KiB, never become a request. */
function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const [status, phrase] = tooLarge ? [431, 'Request Header Fields Too Large'] : [400, 'Bad Request'];
  const detail = tooLarge ? 'The headers are longer than 16 KiB.' : 'This is not a valid HTTP request.';
  const code = tooLarge ? 'headers-too-large' : 'invalid-input';
  const body = JSON.stringify({
    type: `urn:standing:problem:${code}`,
    title: phrase,
    status,
    code,
    detail,
    requestId: '',
  });
  socket.end(
    `HTTP/1.1 ${status} ${phrase}\r\ncontent-type: application/problem+json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server, streams: Set<ServerResponse>, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    for (const stream of streams) stream.destroy();
    server.closeIdleConnections();
  });
}
