import { ipBits } from './ip-bits.js';

type Value = string | number | bigint | readonly Value[] | { readonly [key: string]: Value };
type Child = Node | number | null;
type Node = [Child, Child];

export interface MmdbOptions {
  /** Time at which the table says that it was built. */
  readonly builtAt?: Date;
  readonly ipVersion?: 4 | 6;
}

const types = { text: 2, uint16: 5, uint32: 6, map: 7, uint64: 9, list: 11 } as const;
const separator = Buffer.alloc(16);
const metadataMarker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');

/** Returns a table in the MaxMind DB format, version 2.0, with a record for each network such as `44.130.0.0/16`. */
export function mmdb(networks: Readonly<Record<string, Value>>, options: MmdbOptions = {}): Buffer {
  const { builtAt = new Date('2026-02-01T00:00:00Z'), ipVersion = 6 } = options;
  const data: Buffer[] = [];
  let dataLength = 0;
  const root: Node = [null, null];
  for (const [network, value] of Object.entries(networks)) {
    insert(root, ipBits(network, ipVersion), dataLength);
    const encoded = encode(value);
    data.push(encoded);
    dataLength += encoded.length;
  }
  const nodes = listNodes(root);
  const metadata = encodeMap({
    binary_format_major_version: encodeUint(types.uint16, 2n),
    binary_format_minor_version: encodeUint(types.uint16, 0n),
    build_epoch: encodeUint(types.uint64, BigInt(builtAt.getTime() / 1000)),
    database_type: encode('Test-City'),
    description: encode({ en: 'Synthetic' }),
    ip_version: encodeUint(types.uint16, BigInt(ipVersion)),
    languages: encode(['en']),
    node_count: encodeUint(types.uint32, BigInt(nodes.length)),
    record_size: encodeUint(types.uint16, 24n),
  });
  return Buffer.concat([encodeTree(nodes), separator, ...data, metadataMarker, metadata]);
}

function insert(root: Node, bits: readonly (0 | 1)[], offset: number): void {
  let at = root;
  for (const bit of bits.slice(0, -1)) {
    const next = at[bit];
    at = Array.isArray(next) ? next : (at[bit] = [null, null]);
  }
  at[bits.at(-1) ?? 0] = offset;
}

function listNodes(root: Node): readonly Node[] {
  const nodes = [root];
  for (const node of nodes) nodes.push(...node.filter((child) => Array.isArray(child)));
  return nodes;
}

function encodeTree(nodes: readonly Node[]): Buffer {
  const index = new Map(nodes.map((node, at) => [node, at]));
  const tree = Buffer.alloc(nodes.length * 6);
  nodes.flat().forEach((child, at) => {
    const absent = nodes.length;
    const record = Array.isArray(child)
      ? (index.get(child) ?? absent)
      : child === null
        ? absent
        : absent + separator.length + child;
    tree.writeUIntBE(record, at * 3, 3);
  });
  return tree;
}

function encode(value: Value): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([encodeHead(types.text, text.length), text]);
  }
  if (typeof value === 'number' || typeof value === 'bigint') return encodeUint(types.uint32, BigInt(value));
  if (isList(value)) return Buffer.concat([encodeHead(types.list, value.length), ...value.map(encode)]);
  return encodeMap(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item)])));
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function encodeMap(items: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(items);
  return Buffer.concat([
    encodeHead(types.map, entries.length),
    ...entries.flatMap(([key, item]) => [encode(key), item]),
  ]);
}

function encodeUint(type: number, value: bigint): Buffer {
  const hex = value === 0n ? '' : value.toString(16);
  const bytes = Buffer.from(hex.padStart(Math.ceil(hex.length / 2) * 2, '0'), 'hex');
  return Buffer.concat([encodeHead(type, bytes.length), bytes]);
}

/** Returns the type and the length of a value. Types above 7 follow in a byte of their own. */
function encodeHead(type: number, length: number): Buffer {
  const [short, extra] = length < 29 ? [length, []] : [29, [length - 29]];
  return Buffer.from(type > 7 ? [short, type - 7, ...extra] : [(type << 5) | short, ...extra]);
}
