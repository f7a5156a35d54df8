import ipaddr from 'ipaddr.js';

/** Returns the leading bits of a network. A tree of IPv6 has the networks of IPv4 below 96 zeros. */
export function ipBits(network: string, ipVersion: 4 | 6): readonly (0 | 1)[] {
  const [address, length] = ipaddr.parseCIDR(network);
  const bits = address
    .toByteArray()
    .flatMap((byte) => [...byte.toString(2).padStart(8, '0')].map((digit) => (digit === '1' ? 1 : 0)))
    .slice(0, length);
  return address.kind() === 'ipv4' && ipVersion === 6 ? [...new Array<0>(96).fill(0), ...bits] : bits;
}
