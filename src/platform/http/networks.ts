import { isIP } from 'node:net';

/** The least bits of a network somebody can be held to: anything wider is most of the world. */
const narrowEnough = { 4: 8, 6: 32 } as const;

/** The bytes of an address, 4 or 16; null for what is none. An IPv6 zone is not part of it. */
export function bytesOf(address: string): readonly number[] | null {
  if (isIP(address) === 4) return address.split('.').map(Number);
  const [bare = ''] = address.split('%');
  if (isIP(bare) !== 6) return null;
  const [head = '', tail] = bare.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, groupsOfIpv4).split('::');
  const [front, back] = [groupsOf(head), groupsOf(tail ?? '')];
  const gap = Array.from({ length: 8 - front.length - back.length }, () => 0);
  return [...front, ...gap, ...back].flatMap((group) => [group >> 8, group & 0xff]);
}

/**
 * Whom an address stands for: itself, and of IPv6 the first 64 bits, since whoever has one address of such a network has all
 * of it.
 */
export function neighbourhoodOf(address: string): string {
  if (!address.includes(':')) return address;
  const bytes = bytesOf(address);
  if (bytes?.length !== 16) return address;
  return `${Buffer.from(bytes.slice(0, 8)).toString('hex')}/64`;
}

/** What is wrong with a network in CIDR notation that a caller is to be held to; null when it is one. */
export function networkFault(value: unknown): string | null {
  const [address = '', bits = '', ...rest] = typeof value === 'string' ? value.split('/') : [];
  const version = isIP(address);
  const bytes = bytesOf(address);
  if (!bytes || (version !== 4 && version !== 6) || rest.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) {
    return 'must be a network such as 192.0.2.0/24 or 2001:db8::/48';
  }
  const length = Number(bits);
  if (length > bytes.length * 8) return `must not have more than ${bytes.length * 8} bits`;
  if (length < narrowEnough[version]) return `must not be wider than /${narrowEnough[version]}`;
  const isOneOfIt = bytes.some((byte, index) => (byte & (0xff >> Math.min(8, Math.max(0, length - index * 8)))) !== 0);
  return isOneOfIt ? 'must be the first address of its network' : null;
}

function groupsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

/** The last two groups of an IPv6 address that ends as one of IPv4 does. */
function groupsOfIpv4(_: string, ...bytes: string[]): string {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}
