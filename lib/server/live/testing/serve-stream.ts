import 'server-only';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Context } from '../../context.ts';
import type { LiveHub } from '../../standing.ts';

export interface ServedStream {
  url: string;
  port: number;
  /** Cuts this many of the open connections as a broken network does. @returns how many there were to cut. */
  cut(count: number): number;
  close(): Promise<void>;
}

/** A hub's streams over HTTP, without the rest of the server. For tests. */
export async function serveStream(hub: LiveHub, context: Context, port = 0): Promise<ServedStream> {
  const sockets = new Set<Socket>();
  async function answer(after: string | string[] | undefined, response: ServerResponse): Promise<void> {
    try {
      const body = await hub.open(context, typeof after === 'string' ? after : null);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      await pass(body, response);
    } catch {
      response.writeHead(503).end();
    }
  }
  const server: Server = createServer((request, response) => {
    void answer(request.headers['last-event-id'], response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${given}/`,
    port: given,
    cut(count) {
      const chosen = [...sockets].slice(0, count);
      for (const socket of chosen) socket.resetAndDestroy();
      return chosen.length;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function pass(body: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const gone = once(response, 'close');
  void gone.then(() => reader.cancel().catch(() => undefined));
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (!response.write(part.value)) await Promise.race([once(response, 'drain'), gone]);
    }
  } catch {
    response.destroy();
  }
}
