import 'server-only';

/**
 * The client's address: the socket's, unless proxies stand in front. Each trusted proxy appends the address it saw to
 * `X-Forwarded-For`, so with n of them the n-th from the right was written by ours; anything further left is a claim.
 * @param forwardedFor the header as it came, or undefined.
 */
export function clientAddress(
  socketAddress: string,
  forwardedFor: string | undefined,
  trustedProxyCount: number,
): string {
  if (trustedProxyCount === 0 || forwardedFor === undefined) return plain(socketAddress);
  const chain = forwardedFor.split(',').map((part) => part.trim());
  const seen = chain.at(-Math.min(trustedProxyCount, chain.length)) ?? '';
  return /^[0-9a-fA-F.:[\]]{2,64}$/.test(seen) ? plain(seen) : plain(socketAddress);
}

/** `::ffff:10.0.0.1` and `10.0.0.1` are one address. */
function plain(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}
