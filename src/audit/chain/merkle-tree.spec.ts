import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { computeLeafHash, computePath, computeRoot, computeRootOfPath } from './merkle-tree.js';

const leavesOf = (size: number): string[] =>
  Array.from({ length: size }, (_, index) => computeLeafHash(Buffer.from(`entry ${index}`)));

/** The definition of RFC 6962, section 2.1, word for word: a split at the largest power of two below the size. */
function rootByDefinition(leaves: readonly string[]): string {
  if (leaves.length === 1) return leaves[0] ?? '';
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)].map(rootByDefinition);
  return createHash('sha256')
    .update(Buffer.from(`01${left}${right}`, 'hex'))
    .digest('hex');
}

describe('a Merkle tree', () => {
  it('has the root that RFC 6962 defines, for any number of leaves', () => {
    for (let size = 1; size <= 70; size += 1) {
      expect(computeRoot(leavesOf(size))).toBe(rootByDefinition(leavesOf(size)));
    }
  });

  it('has the leaf hash of Certificate Transparency for an empty entry', () => {
    const ofEmptyEntry = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';

    expect(computeLeafHash(Buffer.alloc(0))).toBe(ofEmptyEntry);
    expect(computeLeafHash(Buffer.alloc(10_000, 'x'))).toBe(
      createHash('sha256').update(Buffer.alloc(1)).update(Buffer.alloc(10_000, 'x')).digest('hex'),
    );
  });

  it('proves each leaf by a path of the logarithm of its size', () => {
    for (let size = 1; size <= 40; size += 1) {
      const leaves = leavesOf(size);
      for (const [index, leaf] of leaves.entries()) {
        const path = computePath(leaves, index);
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
        expect(computeRootOfPath(leaf, index, size, path)).toBe(computeRoot(leaves));
      }
    }
  });

  it('does not prove another leaf, another index, or a path that is cut, extended or changed', () => {
    const leaves = leavesOf(13);
    const [root, path] = [computeRoot(leaves), computePath(leaves, 6)];
    const [leaf = '', another = ''] = [leaves[6], leaves[7]];

    expect(computeRootOfPath(another, 6, 13, path)).not.toBe(root);
    for (const index of [0, 5, 7, 12]) expect(computeRootOfPath(leaf, index, 13, path)).not.toBe(root);
    for (const index of [-1, 13, 6.5, Number.NaN]) expect(computeRootOfPath(leaf, index, 13, path)).toBeNull();
    expect(computeRootOfPath(leaf, 6, 13, path.slice(1))).toBeNull();
    expect(computeRootOfPath(leaf, 6, 13, [...path, root])).toBeNull();
    expect(computeRootOfPath(leaf, 6, 13, path.toReversed())).not.toBe(root);
  });

  it('hashes an entry differently from a node', () => {
    const [left = '', right = ''] = leavesOf(2);

    expect(computeLeafHash(Buffer.from(left + right, 'hex'))).not.toBe(computeRoot([left, right]));
  });

  it('needs a leaf', () => {
    expect(() => computeRoot([])).toThrow('has no root');
    expect(() => computePath(leavesOf(2), 2)).toThrow('no such leaf');
  });
});
