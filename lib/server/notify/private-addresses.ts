import 'server-only';
import { BlockList, isIP } from 'node:net';

/** What is this machine's own, or its network's: taken only where it is allowed. */
const NEAR: [string, number][] = [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['::1', 128],
  ['fc00::', 7],
];

/**
 * Never a receiver of messages, whatever is allowed: link-local (the metadata of a cloud's machines is there), this host,
 * multicast, reserved and documentation ranges, and forms of IPv6 that carry another address inside.
 */
const NEVER: [string, number][] = [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
];

function listOf(ranges: readonly [string, number][]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of ranges) list.addSubnet(address, bits, address.includes(':') ? 'ipv6' : 'ipv4');
  return list;
}
const near = listOf(NEAR);
const never = listOf(NEVER);

/** Null where messages may go to this address; else why not. IPv4 inside IPv6 (`::ffff:…`) is judged as IPv4. */
export function refusalOfAddress(address: string, privateAllowed: boolean): string | null {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(address) === 0) return 'The name resolves to no address.';
  if (never.check(address, family)) return `Messages are not sent to ${address}: it is no address of a receiver.`;
  if (privateAllowed || !near.check(address, family)) return null;
  return `Messages are not sent to ${address}: it belongs to a private network. Set STANDING_WEBHOOK_PRIVATE=1 to allow that.`;
}
