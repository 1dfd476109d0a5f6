import 'server-only';
import { StandingError } from '../errors.ts';

/**
 * Refuses a write that another site made the browser send. Browsers say where a request comes from in
 * `Sec-Fetch-Site`, or (over plain http) in `Origin`; a request with neither is not a browser's and carries no
 * ambient cookie that a page could abuse.
 * @param ownUrl the public base URL; `Origin` may also equal the host that was asked.
 * @throws StandingError `cross-origin`.
 */
export function checkOrigin(headers: Headers, ownUrl: string | null): void {
  const site = headers.get('sec-fetch-site');
  if (site === 'same-origin' || site === 'none') return;
  const origin = headers.get('origin');
  if (site === null && origin === null) return;
  if (site === null && origin !== null && isOwn(origin, headers.get('host'), ownUrl)) return;
  throw new StandingError(
    'cross-origin',
    'This request came from another site, so nothing was done. Open Standing itself and repeat it there.',
  );
}

function isOwn(origin: string, host: string | null, ownUrl: string | null): boolean {
  if (origin === ownUrl) return true;
  return host !== null && (origin === `http://${host}` || origin === `https://${host}`);
}
