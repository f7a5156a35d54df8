import type { ChainEnd } from './chain-walk.js';
import { describeChain, type Link } from './link.js';
import {
  findCurrentAttestations,
  hasEntry,
  isGenuineAttestation,
  type AttestationKeys,
  type RestoreAttestation,
} from './restore-attestations.js';
import type { SignatureCheck } from './signature-check.js';
import type { Faults } from './verification-faults.js';

/**
 * Check of attested restores. Each excuses exactly the signatures that it names. Both persons must have signed it, the
 * trail must have its entry, and each chain still the link from which it continued. A later restore may supersede the
 * entry and the links.
 */
export class RestoreCheck {
  readonly restores: RestoreAttestation[] = [];
  private current: readonly RestoreAttestation[] = [];
  private readonly anchors = new Map<string, Set<string>>();

  constructor(
    private readonly trusted: AttestationKeys,
    private readonly faults: Faults,
  ) {}

  add(attestation: RestoreAttestation): void {
    if (!isGenuineAttestation(attestation, this.trusted)) {
      this.faults.add(
        `The restore of ${attestation.approvedAt} is not attested by a trusted restore key and a signing key.`,
      );
      return;
    }
    this.restores.push(attestation);
  }

  /**
   * Excuses the signatures that the restores gave up, and collects the links that the trail must have. All signatures have
   * been added, and no link has been checked.
   */
  begin(signatures: SignatureCheck): void {
    for (const { chains } of this.restores) for (const restored of chains) signatures.giveUp(restored);
    this.current = findCurrentAttestations(this.restores);
    for (const { chain, position, hash } of this.current.flatMap(({ chains }) => chains)) {
      const key = `${chain} ${position}`;
      if (position > 0) this.anchors.set(key, (this.anchors.get(key) ?? new Set()).add(hash));
    }
  }

  checkLink({ chain, position, hash }: Link): void {
    const key = `${chain} ${position}`;
    const attested = this.anchors.get(key);
    if (attested === undefined) return;
    this.anchors.delete(key);
    if (attested.size > 1 || !attested.has(hash))
      this.faults.add(`${describeChain(chain)}, link ${position}: a restore was attested with another hash.`);
  }

  /** Reports restores without an entry, and chains that no longer have the link from which they continued. */
  finish(ends: ReadonlyMap<string, ChainEnd>, acts: ReadonlySet<string>, archivedMonths: readonly string[]): void {
    for (const restore of this.current) {
      if (hasEntry(restore, acts, archivedMonths)) continue;
      this.faults.add(`The restore of ${restore.approvedAt} is attested, and no entry of the trail says so.`);
    }
    for (const key of this.anchors.keys()) {
      const [chain = '', position = ''] = key.split(' ');
      this.faults.add(
        `${describeChain(chain)}: it ends at link ${ends.get(chain)?.position ?? 0}, and a restore was attested at link ${position}.`,
      );
    }
  }
}
