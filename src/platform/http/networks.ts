import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Minimum prefix lengths of a permitted network. A wider network would include too much of the internet. */
const minBits = { ipv4: 8, ipv6: 32 } as const;
const classes = { ipv4: ipaddr.IPv4, ipv6: ipaddr.IPv6 } as const;

/** Returns the 4 or 16 bytes of an address, without an IPv6 zone. Returns null for any other text. */
export function bytesOf(address: string): readonly number[] | null {
  // ipaddr.js also accepts octal, hexadecimal and short IPv4 forms, which Node's isIP rejects.
  return isIP(address) === 0 ? null : ipaddr.parse(address).toByteArray();
}

/**
 * Returns the rate limit key of an address. For IPv6 it is the first 64 bits, because one customer has a whole such
 * network.
 */
export function networkOf(address: string): string {
  return prefixOf(address, 64) ?? address;
}

/**
 * Returns the first 48 bits of an IPv6 address, the most that one customer usually has (RFC 6177); `null` for IPv4. They are up to 65,536
 * networks of 64 bits.
 */
export function siteOf(address: string): string | null {
  return prefixOf(address, 48);
}

function prefixOf(address: string, bits: 48 | 64): string | null {
  const bytes = address.includes(':') ? bytesOf(address) : null;
  return bytes?.length === 16 ? `${Buffer.from(bytes.slice(0, bits / 8)).toString('hex')}/${bits}` : null;
}

/** Returns the fault of a permitted network in CIDR notation, or null for a valid one. */
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
