import 'server-only';
import type { ServerResponse } from 'node:http';
import { BADGE_PATH, BADGE_POLICY, NO_PAGE_POLICY } from './page-policies.ts';

const ALWAYS = Object.entries({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
});

export interface HeaderRules {
  policyOf: (path: string, status: number) => string;
  /** The public base URL is https. */
  secure: boolean;
  onStream: (response: ServerResponse) => void;
}

/**
 * Arranges that the headers are completed at the last moment, when Next has set its own: the policy depends on the
 * status, and Next's year-long `s-maxage` for static pages must not leave the house.
 */
export function finishHeaders(response: ServerResponse, path: string, rules: HeaderRules): void {
  const writeHead = response.writeHead;
  response.writeHead = function finished(this: ServerResponse, ...given: unknown[]) {
    response.writeHead = writeHead;
    const status = typeof given[0] === 'number' ? given[0] : response.statusCode;
    for (const [name, value] of ALWAYS) response.setHeader(name, value);
    if (rules.secure) response.setHeader('strict-transport-security', 'max-age=31536000');
    if (path.startsWith('/api/') || path === '/metrics') {
      response.setHeader('content-security-policy', path === BADGE_PATH ? BADGE_POLICY : NO_PAGE_POLICY);
      // The one thing that pages of others may show.
      if (path === BADGE_PATH) response.setHeader('cross-origin-resource-policy', 'cross-origin');
      if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'private, no-cache');
      if (String(response.getHeader('content-type')).startsWith('text/event-stream')) rules.onStream(response);
    } else if (path.startsWith('/_next/static/')) {
      response.setHeader('content-security-policy', NO_PAGE_POLICY);
      if (status >= 400) response.setHeader('cache-control', 'no-store');
    } else {
      response.setHeader('content-security-policy', rules.policyOf(path, status));
      response.setHeader('cache-control', 'no-cache');
    }
    return Reflect.apply(writeHead, response, given) as ServerResponse;
  };
}
