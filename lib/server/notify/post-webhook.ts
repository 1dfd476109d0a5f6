import 'server-only';
import { lookup as resolveName } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { refusalOfAddress } from './private-addresses.ts';

const TIMEOUT_MS = 10_000;

export interface Posted {
  /** 0: nothing was answered. */
  status: number;
  /** In a few words, for the log that people read. */
  result: string;
}

/** Null where messages may go to this address as far as its text says; what a name resolves to is judged when it connects. */
export function refusalOfUrl(url: URL, privateAllowed: boolean): string | null {
  if (url.protocol !== 'https:' && !privateAllowed) {
    return 'Messages are sent over HTTPS only. Set STANDING_WEBHOOK_PRIVATE=1 to allow plain HTTP and private networks.';
  }
  const host = bareHost(url);
  return isIP(host) === 0 ? null : refusalOfAddress(host, privateAllowed);
}

const bareHost = (url: URL) => url.hostname.replace(/^\[(.*)\]$/, '$1');

/**
 * Resolves a name once and connects to what was judged: a name that answers differently the second time (DNS rebinding)
 * is asked no second time. One address that is refused refuses the name, for it is in whoever's hands answers for it.
 */
function judgingLookup(privateAllowed: boolean): LookupFunction {
  return (hostname, options, done) => {
    resolveName(hostname, { all: true, verbatim: true }, (error, found) => {
      if (error !== null) return done(error, []);
      const refusal = found.map(({ address }) => refusalOfAddress(address, privateAllowed)).find((one) => one !== null);
      if (refusal != null) return done(new Error(refusal), []);
      const [first] = found;
      if (options.all === true || first === undefined) return done(null, found);
      done(null, first.address, first.family);
    });
  };
}

/** Sends one message. Follows no redirect: another address would be another receiver. Never throws. */
export function postWebhook(
  target: string,
  headers: Record<string, string>,
  body: string,
  privateAllowed: boolean,
): Promise<Posted> {
  const url = new URL(target);
  const refusal = refusalOfUrl(url, privateAllowed);
  if (refusal !== null) return Promise.resolve({ status: 0, result: refusal });
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve({ status: 0, result: wordsOf(error) });
    const request = send(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
        lookup: judgingLookup(privateAllowed),
        // A connection kept open would outlive what was judged.
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
      (response) => {
        // What it says is not kept: it may be anything, and as long as it likes.
        response.destroy();
        const status = response.statusCode ?? 0;
        resolve({
          status,
          result: status >= 300 && status < 400 ? `${status}: redirects are not followed` : `${status}`,
        });
      },
    );
    request.on('error', failed);
    request.end(body);
  });
}

function wordsOf(error: NodeJS.ErrnoException): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `No answer within ${TIMEOUT_MS / 1000} s`;
  return (error.code === undefined ? error.message : `${error.code}: ${error.message}`).slice(0, 300);
}
