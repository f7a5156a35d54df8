import { hash } from 'node:crypto';

/** SHA-256 in hexadecimal. */
export type Digest = string;

const digestLength = 32;
const nodeBuffer = Buffer.alloc(1 + 2 * digestLength, 1);
let leafBuffer = Buffer.alloc(4096);

/** Returns the hash of a leaf. Its prefix differs from that of a node, so that no node can pass for an entry (RFC 6962). */
export function computeLeafHash(text: Buffer): Digest {
  if (leafBuffer.length <= text.length) leafBuffer = Buffer.alloc(2 * text.length);
  text.copy(leafBuffer, 1);
  return hash('sha256', leafBuffer.subarray(0, text.length + 1), 'hex');
}

/** Returns the root of the tree over leaf hashes. A last node without a neighbour moves up unchanged. */
export function computeRoot(leaves: readonly Digest[]): Digest {
  if (leaves.length === 0) throw new Error('A Merkle tree without a leaf has no root');
  let nodes = leaves;
  while (nodes.length > 1) nodes = nextLevel(nodes);
  return nodes[0] ?? '';
}

/** Returns the hashes that prove one leaf: those of the neighbours on its way to the root. */
export function computePath(leaves: readonly Digest[], index: number): Digest[] {
  if (index < 0 || index >= leaves.length) throw new Error('The Merkle tree has no such leaf');
  const path: Digest[] = [];
  let [nodes, at] = [leaves, index];
  while (nodes.length > 1) {
    const neighbour = nodes[at % 2 === 0 ? at + 1 : at - 1];
    if (neighbour !== undefined) path.push(neighbour);
    nodes = nextLevel(nodes);
    at = Math.floor(at / 2);
  }
  return path;
}

/** Returns the root that a leaf and its path lead to; null if the path does not fit a tree of that size. */
export function computeRootOfPath(leaf: Digest, index: number, size: number, path: readonly Digest[]): Digest | null {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return null;
  const rest = [...path];
  let node = leaf;
  for (let [at, last] = [index, size - 1]; last > 0; at = Math.floor(at / 2), last = Math.floor(last / 2)) {
    if (at % 2 === 0 && at === last) continue;
    const neighbour = rest.shift();
    if (neighbour === undefined) return null;
    node = at % 2 === 0 ? computeNodeHash(node, neighbour) : computeNodeHash(neighbour, node);
  }
  return rest.length === 0 ? node : null;
}

function nextLevel(nodes: readonly Digest[]): Digest[] {
  const next: Digest[] = [];
  for (let at = 0; at < nodes.length; at += 2) {
    const [left = '', right] = [nodes[at], nodes[at + 1]];
    next.push(right === undefined ? left : computeNodeHash(left, right));
  }
  return next;
}

function computeNodeHash(left: Digest, right: Digest): Digest {
  nodeBuffer.write(left, 1, digestLength, 'hex');
  nodeBuffer.write(right, 1 + digestLength, digestLength, 'hex');
  return hash('sha256', nodeBuffer, 'hex');
}
