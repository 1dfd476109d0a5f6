import 'server-only';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { clientAddress } from './client-address.ts';
import { CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER } from './inside-headers.ts';

/** Headers that mean something to Next or to us and may not be said from outside. */
const OUTSIDE =
  /^(x-forwarded|forwarded$|x-real-ip$|x-middleware-|x-invoke-|x-matched-path$|x-nextjs-|x-standing-|x-now-|x-vercel-|x-request-id$)/;

/** Removes what must not come from outside and says inside, by header, who asks. Returns the request id. */
export function setInsideHeaders(request: IncomingMessage, trustedProxyCount: number): string {
  const { headers } = request;
  const forwardedFor = headers['x-forwarded-for'];
  for (const name in headers) if (OUTSIDE.test(name)) delete headers[name];
  const requestId = randomUUID();
  headers[REQUEST_ID_HEADER] = requestId;
  headers[CLIENT_ADDRESS_HEADER] = clientAddress(
    request.socket.remoteAddress ?? '',
    Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor,
    trustedProxyCount,
  );
  return requestId;
}
