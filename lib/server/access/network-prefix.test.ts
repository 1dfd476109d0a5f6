import { expect, it } from 'vitest';
import { networkPrefix } from './network-prefix.ts';

it.each([
  ['192.0.2.1', '192.0.2.0/24'],
  ['192.0.2.255', '192.0.2.0/24'],
  ['192.0.3.1', '192.0.3.0/24'],
  ['::ffff:192.0.2.7', '192.0.2.0/24'],
  ['2001:db8:1:22ff::1', '20010db8000122/56'],
  ['2001:DB8:1:2201:ffff::', '20010db8000122/56'],
  ['2001:db8:1:2300::1', '20010db8000123/56'],
  ['fe80::1%eth0', 'fe800000000000/56'],
  ['::1', '00000000000000/56'],
  ['2001:db8:1:2:3:4:5:6', '20010db8000100/56'],
  ['', 'unknown'],
  ['not an address', 'unknown'],
])('%s is of %s', (address, prefix) => {
  expect(networkPrefix(address)).toBe(prefix);
});
