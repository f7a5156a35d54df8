import type { ChainPosition, ChainEnd } from './chain-walk.js';
import type { Faults } from './verification-faults.js';
import { describeChain, type Link } from './link.js';
import type { RestoredChain } from './restore-attestations.js';
import { isGenuineHeadSignature, type HeadSignature, type TrustedKeys } from './head-signatures.js';

/**
 * Comparison of the signed positions with the links of a walk. Its memory grows with the signatures and not with the
 * entries.
 */
export class SignatureCheck {
  newestSignedAt: string | null = null;
  count = 0;
  private readonly pending = new Map<string, Map<number, Set<string>>>();
  private readonly lastSignedPositions = new Map<string, number>();

  constructor(
    private readonly keys: TrustedKeys,
    private readonly faults: Faults,
  ) {}

  add(signature: HeadSignature): void {
    if (!isGenuineHeadSignature(signature, this.keys, this.faults)) return;
    const { chain, position, hash, signedAt } = signature;
    this.count += 1;
    if (this.newestSignedAt === null || signedAt > this.newestSignedAt) this.newestSignedAt = signedAt;
    const ofChain = this.pending.get(chain) ?? new Map<number, Set<string>>();
    this.pending.set(chain, ofChain.set(position, (ofChain.get(position) ?? new Set()).add(hash)));
    this.lastSignedPositions.set(chain, Math.max(position, this.lastSignedPositions.get(chain) ?? 0));
  }

  /** Discards signatures up to this link, where the partial chain begins. */
  skipTo({ chain, position }: Pick<ChainPosition, 'chain' | 'position'>): void {
    const pending = this.pending.get(chain);
    for (const signed of pending?.keys() ?? []) if (signed <= position) pending?.delete(signed);
  }

  /** Discards exactly the signatures that an attested restore gave up. */
  giveUp({ chain, givenUp }: RestoredChain): void {
    const pending = this.pending.get(chain);
    if (!pending) return;
    for (const { position, hash } of givenUp) {
      const hashes = pending.get(position);
      hashes?.delete(hash);
      if (hashes?.size === 0) pending.delete(position);
    }
    this.lastSignedPositions.set(
      chain,
      [...pending.keys()].reduce((last, one) => Math.max(last, one), 0),
    );
  }

  /** Compares a link with its signatures. Returns whether it has one. */
  checkLink({ chain, position, hash }: Link): boolean {
    const pending = this.pending.get(chain);
    const hashes = pending?.get(position);
    if (!hashes) return false;
    pending?.delete(position);
    for (const signed of hashes) {
      if (signed !== hash)
        this.faults.add(`${describeChain(chain)}, link ${position}: it was signed with another hash.`);
    }
    return true;
  }

  /** Reports signatures of missing links, which show that the end of a chain was cut off. */
  finish(ends: ReadonlyMap<string, ChainEnd>): void {
    for (const [chain, pending] of this.pending) {
      const end = ends.get(chain)?.position ?? 0;
      const lost = [...pending.keys()].filter((position) => position > end);
      if (lost.length > 0) {
        this.faults.add(`${describeChain(chain)}: it ends at link ${end}, and link ${Math.max(...lost)} was signed.`);
      }
    }
  }

  countUnsignedLinks(ends: ReadonlyMap<string, ChainEnd>): number {
    return [...ends].reduce(
      (sum, [chain, { position }]) => sum + Math.max(0, position - (this.lastSignedPositions.get(chain) ?? 0)),
      0,
    );
  }
}
