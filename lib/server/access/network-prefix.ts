import 'server-only';
import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network an address belongs to as attempts are counted: IPv4 /24, IPv6 /56 (what one customer is usually given).
 * An IPv4 address written as IPv6 counts as IPv4. What is no address is one network of its own.
 */
export function networkPrefix(address: string | null): string {
  const plain = (address ?? '').toLowerCase().replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1] ?? plain;
  if (isIPv4(mapped)) return `${mapped.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return 'unknown';
  const [head = '', tail] = plain.split('::');
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const all = [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  const bits = all.slice(0, 4).map((group) => group.padStart(4, '0'));
  return `${bits.join('').slice(0, 14)}/56`;
}

const groups = (text: string) => text.split(':').filter((group) => group !== '');
