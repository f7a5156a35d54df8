import type { Standing, Walked } from './chain-walk.js';
import type { Faults } from './faults.js';
import { nameOf, type Link } from './link.js';
import { isGenuine, type Seal, type SealKeys } from './seals.js';

/**
 * Comparison of the signed positions with the links of a walk. Its memory grows with the signatures and not with the
 * entries.
 */
export class SealCheck {
  /** Time of the newest valid signature. */
  newest: string | null = null;
  count = 0;
  private readonly due = new Map<string, Map<number, Set<string>>>();
  private readonly furthest = new Map<string, number>();

  constructor(
    private readonly keys: SealKeys,
    private readonly faults: Faults,
  ) {}

  expect(seal: Seal): void {
    if (!isGenuine(seal, this.keys, this.faults)) return;
    const { chain, position, hash, sealedAt } = seal;
    this.count += 1;
    if (this.newest === null || sealedAt > this.newest) this.newest = sealedAt;
    const ofChain = this.due.get(chain) ?? new Map<number, Set<string>>();
    this.due.set(chain, ofChain.set(position, (ofChain.get(position) ?? new Set()).add(hash)));
    this.furthest.set(chain, Math.max(position, this.furthest.get(chain) ?? 0));
  }

  /** Discards signatures up to this link, where the partial chain begins. */
  skipTo({ chain, position }: Pick<Standing, 'chain' | 'position'>): void {
    const due = this.due.get(chain);
    for (const sealed of due?.keys() ?? []) if (sealed <= position) due?.delete(sealed);
  }

  pass({ chain, position, hash }: Link): void {
    const due = this.due.get(chain);
    const hashes = due?.get(position);
    if (!hashes) return;
    due?.delete(position);
    for (const sealed of hashes) {
      if (sealed !== hash) this.faults.add(`${nameOf(chain)}, link ${position}: it was sealed with another hash.`);
    }
  }

  /** Reports signatures of missing links, which show that the end of a chain was cut off. */
  end(ends: ReadonlyMap<string, Walked>): void {
    for (const [chain, due] of this.due) {
      const end = ends.get(chain)?.position ?? 0;
      const lost = [...due.keys()].filter((position) => position > end);
      if (lost.length > 0) {
        this.faults.add(`${nameOf(chain)}: it ends at link ${end}, and link ${Math.max(...lost)} was sealed.`);
      }
    }
  }

  unsealed(ends: ReadonlyMap<string, Walked>): number {
    return [...ends].reduce(
      (sum, [chain, { position }]) => sum + Math.max(0, position - (this.furthest.get(chain) ?? 0)),
      0,
    );
  }
}
