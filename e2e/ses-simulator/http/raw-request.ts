import type { IncomingMessage } from 'node:http';

/** A request as it came: the path is not decoded, since an ARN is one segment of it and the signature covers it raw. */
export interface RawRequest {
  readonly method: string;
  readonly rawPath: string;
  readonly query: Record<string, string>;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

const MAX_BODY_BYTES = 1_048_576;

/** Reads the whole request; rejects when the body is over 1 MiB or the client goes away. */
export async function readRequest(message: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) throw new Error('Request body over 1 MiB');
    chunks.push(chunk as Buffer);
  }
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return {
    method: message.method ?? 'GET',
    rawPath: mark < 0 ? url : url.slice(0, mark),
    query: Object.fromEntries(new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))),
    headers,
    body: Buffer.concat(chunks),
  };
}
