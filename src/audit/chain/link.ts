import { createHash, hash } from 'node:crypto';
import { computeLeafHash, computeRoot, type Digest } from './merkle-tree.js';

/** Id of the chain of actions that concern no task force. */
export const nilChain = '00000000-0000-0000-0000-000000000000';

export const initialHash: Digest = '0'.repeat(64);

/**
 * Stored link of a chain. One of version 1 has the entries of one transaction and a digest of their digests. One of
 * version 2 has those of many, and the root of a Merkle tree.
 */
export interface Link {
  readonly version: 1 | 2;
  readonly chain: string;
  readonly position: number;
  /** Time of the earliest of its entries. */
  readonly at: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly entries: number;
  readonly digest: Digest;
  readonly hash: Digest;
}

/** Link with the transactions that wrote its entries. A transaction may have entries in several links. */
export interface StoredLink extends Link {
  readonly transactions: readonly number[];
}

const digestLength = 32;

/** Buffers for the input of a hash. A buffer for each link would cost more than its hash. */
const digestBuffer = Buffer.alloc(digestLength);
const linkBuffer = Buffer.alloc(2 * digestLength + 256);

export function computeEntryDigest(text: Buffer): Digest {
  return hash('sha256', text, 'hex');
}

/** Digest of the entries of a link. Those of version 2 may arrive in any order: their numbers order them. */
export interface LinkDigest {
  readonly count: number;
  add(seq: number, text: Buffer): void;
  result(): Digest;
}

export function createLinkDigest({ version }: Pick<Link, 'version'>): LinkDigest {
  return version === 1 ? new TransactionDigest() : new BatchDigest();
}

/** Digest over the digests of one transaction's entries, as they arrive. It may have a million, and keeps none. */
class TransactionDigest implements LinkDigest {
  count = 0;
  private first: Digest = '';
  private all: ReturnType<typeof createHash> | null = null;

  add(_seq: number, text: Buffer): void {
    const digest = computeEntryDigest(text);
    this.count += 1;
    if (this.count === 1) {
      this.first = digest;
      return;
    }
    this.all ??= createHash('sha256').update(this.first, 'hex');
    this.all.update(digest, 'hex');
  }

  result(): Digest {
    if (this.all) return this.all.digest('hex');
    digestBuffer.write(this.first, 'hex');
    return hash('sha256', digestBuffer, 'hex');
  }
}

/** Merkle root over a batch of a thousand entries at most, in the order of their numbers. */
class BatchDigest implements LinkDigest {
  private readonly leaves: { readonly seq: number; readonly leaf: Digest }[] = [];

  get count(): number {
    return this.leaves.length;
  }

  add(seq: number, text: Buffer): void {
    this.leaves.push({ seq, leaf: computeLeafHash(text) });
  }

  result(): Digest {
    return computeRoot(this.leaves.sort((one, other) => one.seq - other.seq).map(({ leaf }) => leaf));
  }
}

/** Returns the expected hash of a link after the previous one. */
export function computeLinkHash(previousHash: Digest, { version, chain, position, entries, digest }: Link): Digest {
  let end = linkBuffer.write(previousHash, 0, digestLength, 'hex');
  end += linkBuffer.write(`["v${version}", "${chain}", ${position}, ${entries}]`, end, 'latin1');
  end += linkBuffer.write(digest, end, digestLength, 'hex');
  return hash('sha256', linkBuffer.subarray(0, end), 'hex');
}

/** Cache of chain ids. There is one per task force, and every link and entry needs one. */
const uuidCache = new Map<string, string>();
const maxCachedUuids = 10_000;

/** Formats the sixteen bytes of a UUID. */
export function formatUuid(bytes: Buffer): string {
  const key = bytes.toString('latin1');
  const known = uuidCache.get(key);
  if (known !== undefined) return known;
  const hex = bytes.toString('hex');
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  if (uuidCache.size < maxCachedUuids) uuidCache.set(key, uuid);
  return uuid;
}

export function describeChain(chain: string): string {
  return chain === nilChain ? 'the chain of no task force' : `chain ${chain}`;
}
