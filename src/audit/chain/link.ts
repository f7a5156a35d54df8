import { createHash, hash } from 'node:crypto';

/** Id of the chain of actions that concern no task force. */
export const nilChain = '00000000-0000-0000-0000-000000000000';

export type Digest = string;

export const initialHash: Digest = '0'.repeat(64);

/** Stored link: the entries of one transaction about one task force. */
export interface Link {
  readonly chain: string;
  readonly position: number;
  readonly at: number;
  readonly transaction: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly entries: number;
  readonly digest: Digest;
  readonly hash: Digest;
}

const digestLength = 32;

/** Buffers for the input of a hash. A buffer for each link would cost more than its hash. */
const digestBuffer = Buffer.alloc(digestLength);
const linkBuffer = Buffer.alloc(2 * digestLength + 256);

export function computeEntryDigest(canonical: Buffer): Digest {
  return hash('sha256', canonical, 'hex');
}

/** Digest over the digests of the entries of a link, in order. */
export class LinkDigest {
  count = 0;
  private first: Digest = '';
  private all: ReturnType<typeof createHash> | null = null;

  add(digest: Digest): void {
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

/** Returns the expected hash of a link after the previous one. */
export function computeLinkHash(previousHash: Digest, { chain, position, entries, digest }: Link): Digest {
  let end = linkBuffer.write(previousHash, 0, digestLength, 'hex');
  end += linkBuffer.write(`["v1", "${chain}", ${position}, ${entries}]`, end, 'latin1');
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
