import 'server-only';
import { type Config, isLoopback } from '../config.ts';
import type { Context } from '../context.ts';

/**
 * Whether figures are answered to whoever asks: only where STANDING_METRICS_OPEN says so, and to this machine alone. Behind
 * a proxy that is counted (STANDING_TRUSTED_PROXIES) the address is that of the client, and not the proxy's.
 */
export function isOpenTo({ principal, clientAddress }: Context, { metricsOpen }: Pick<Config, 'metricsOpen'>): boolean {
  if (principal.kind !== 'anonymous' || !metricsOpen) return false;
  return clientAddress !== null && isLoopback(clientAddress.replace(/^::ffff:/, ''));
}
