import 'server-only';
import { isIPv6 } from 'node:net';

/**
 * The network an address belongs to, as one customer of a provider has it: IPv4 /24, IPv6 /56. Refusals and attempts are
 * counted by it, since who has one address of it has them all.
 * @param address as the door tells it; null and what is no address become `unknown`.
 */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const four = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(plain);
  if (four) return `${four[1]}.0/24`;
  if (!isIPv6(plain)) return 'unknown';
  const groups = groupsOf(plain);
  const kept = [...groups.slice(0, 3), (groups[3] ?? 0) & 0xff00];
  return `${kept.map((group) => group.toString(16)).join(':')}::/56`;
}

/** The first four groups as numbers; `::` filled with zeros. */
function groupsOf(address: string): number[] {
  const [left = '', right] = address.split('::');
  const parts = (side: string) => (side === '' ? [] : side.split(':'));
  // An embedded IPv4 address stands for two groups.
  const count = (side: string[]) => side.length + side.filter((part) => part.includes('.')).length;
  const head = parts(left);
  const tail = right === undefined ? [] : parts(right);
  const zeros = right === undefined ? 0 : Math.max(0, 8 - count(head) - count(tail));
  const all = [...head, ...Array.from({ length: zeros }, () => '0'), ...tail];
  return Array.from({ length: 4 }, (_, at) => Number.parseInt(all[at] ?? '0', 16) || 0);
}
