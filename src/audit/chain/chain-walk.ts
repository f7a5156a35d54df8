import type { Faults } from './verification-faults.js';
import { initialHash, computeLinkHash, describeChain, type Link } from './link.js';
import type { Digest } from './merkle-tree.js';

export interface ChainPosition {
  readonly chain: string;
  readonly position: number;
  readonly hash: Digest;
}

export interface ChainEnd {
  readonly position: number;
  readonly hash: Digest;
  readonly at: number;
}

/** Walk over links, chain by chain in order. It recomputes each link from the previous one. */
export class ChainWalk {
  readonly ends = new Map<string, ChainEnd>();
  links = 0;
  private chain: string | null = null;
  private previousHash: Digest = initialHash;
  private expected = 1;

  constructor(private readonly faults: Faults) {}

  beginAfter({ chain, position, hash }: ChainPosition): void {
    this.chain = chain;
    this.previousHash = hash;
    this.expected = position + 1;
  }

  step(link: Link): void {
    const { chain, position, hash, at } = link;
    this.links += 1;
    if (chain !== this.chain) this.beginAfter({ chain, position: 0, hash: initialHash });
    if (position !== this.expected) {
      const gap =
        position === this.expected + 1 ? `link ${this.expected} is` : `links ${this.expected} to ${position - 1} are`;
      this.faults.add(`${describeChain(chain)}: ${gap} missing before link ${position}.`);
    } else if (computeLinkHash(this.previousHash, link) !== hash) {
      this.faults.add(
        `${describeChain(chain)}, link ${position} (${describeEntryRange(link)}): it does not follow from the link before.`,
      );
    }
    this.previousHash = hash;
    this.expected = position + 1;
    this.ends.set(chain, { position, hash, at });
  }

  /** Compares the last link of each chain with its head. A head without a chain is a fault. */
  compare(heads: readonly ChainPosition[]): void {
    const known = new Map(heads.map((head) => [head.chain, head]));
    for (const [chain, end] of this.ends) {
      const head = known.get(chain);
      if (!head) this.faults.add(`${describeChain(chain)}: it has no head.`);
      else if (head.position !== end.position) {
        this.faults.add(
          `${describeChain(chain)}: it ends at link ${end.position}, and its head says ${head.position}.`,
        );
      } else if (head.hash !== end.hash) {
        this.faults.add(`${describeChain(chain)}, link ${end.position}: its head has another hash.`);
      }
    }
    for (const { chain, position } of heads) {
      if (!this.ends.has(chain))
        this.faults.add(`${describeChain(chain)}: all its links are gone, and its head says ${position}.`);
    }
  }
}

/** Returns "entry 7" or "entries 7 to 9" for a message. */
export function describeEntryRange({ firstSeq, lastSeq }: Pick<Link, 'firstSeq' | 'lastSeq'>): string {
  return firstSeq === lastSeq ? `entry ${firstSeq}` : `entries ${firstSeq} to ${lastSeq}`;
}
