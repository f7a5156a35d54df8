import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The shortest prefixes that a caller can be restricted to: any wider network is most of the world. */
const minBits = { ipv4: 8, ipv6: 32 } as const;
const classes = { ipv4: ipaddr.IPv4, ipv6: ipaddr.IPv6 } as const;

/** Returns the bytes of an address, 4 or 16, or null for anything else. An IPv6 zone is not part of them. */
export function bytesOf(address: string): readonly number[] | null {
  // ipaddr.js reads IPv4 in octal, hexadecimal and short forms too, which nothing else here does.
  return isIP(address) === 0 ? null : ipaddr.parse(address).toByteArray();
}

/** Returns an address as the one it counts as: itself, or the first 64 bits of IPv6, since one customer has a whole such network. */
export function neighbourhoodOf(address: string): string {
  if (!address.includes(':')) return address;
  const bytes = bytesOf(address);
  if (bytes?.length !== 16) return address;
  return `${Buffer.from(bytes.slice(0, 8)).toString('hex')}/64`;
}

/** Returns the fault of a network in CIDR notation that a caller is to be restricted to, or null when there is none. */
export function networkFault(value: unknown): string | null {
  const [address = '', bits = '', ...rest] = typeof value === 'string' ? value.split('/') : [];
  if (isIP(address) === 0 || address.includes('%') || rest.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) {
    return 'must be a network such as 192.0.2.0/24 or 2001:db8::/48';
  }
  const parsed = ipaddr.parse(address);
  const [kind, length] = [parsed.kind(), Number(bits)];
  const maxBits = parsed.toByteArray().length * 8;
  if (length > maxBits) return `must not have more than ${maxBits} bits`;
  if (length < minBits[kind]) return `must not be wider than /${minBits[kind]}`;
  const first = classes[kind].networkAddressFromCIDR(`${address}/${length}`);
  return first.toString() === parsed.toString() ? null : 'must be the first address of its network';
}
