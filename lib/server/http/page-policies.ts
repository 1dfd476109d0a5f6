import 'server-only';
import { createHash } from 'node:crypto';
import { BADGE_STYLE } from '../../domain/draw-badge.ts';

const SHARED = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** For answers that are no page: nothing may load, whatever a browser makes of them. */
export const NO_PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'";

export const BADGE_PATH = '/api/badge';
const badgeStyleHash = createHash('sha256').update(BADGE_STYLE).digest('base64');
/** The same for the one picture, which brings exactly these styles. */
export const BADGE_POLICY = `${NO_PAGE_POLICY}; style-src 'sha256-${badgeStyleHash}'`;

/** Next's development client evaluates code and injects styles; nothing of this is served in production. */
export const DEVELOPMENT_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' ws: wss:",
  "frame-ancestors 'none'",
].join('; ');

function policyWith(hashes: string[]): string {
  return [
    ...SHARED,
    `script-src 'self' ${hashes.join(' ')}`.trim(),
    "require-trusted-types-for 'script'",
    'trusted-types default nextjs nextjs#bundler',
  ].join('; ');
}

/**
 * One policy per page, because each admits only that page's own inline scripts.
 * @returns the policy of a path and answer status; unknown paths and failures get that of the error pages.
 */
export function pagePolicies(hashesByPage: Map<string, string[]>): (path: string, status: number) => string {
  const policies = new Map([...hashesByPage].map(([page, hashes]) => [page, policyWith(hashes)]));
  const errorPages = ['/_not-found', '/_global-error', '/404', '/500'];
  const errorPolicy = policyWith([...new Set(errorPages.flatMap((page) => hashesByPage.get(page) ?? []))]);
  return (path, status) => (status < 400 ? (policies.get(path) ?? errorPolicy) : errorPolicy);
}
