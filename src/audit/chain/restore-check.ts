import type { ChainEnd } from './chain-walk.js';
import { describeChain, type Link } from './link.js';
import {
  computeAttestationDigest,
  isGenuineAttestation,
  type AttestationKeys,
  type RestoreAttestation,
} from './restore-attestations.js';
import type { SignatureCheck } from './signature-check.js';
import type { Faults } from './verification-faults.js';

/**
 * Check of attested restores. Each excuses exactly the signatures that it names, if both persons signed it, the trail has
 * its entry, and each chain still has the link from which it continued.
 */
export class RestoreCheck {
  readonly restores: RestoreAttestation[] = [];
  private readonly anchors = new Map<string, string>();

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
    for (const { chain, position, hash } of attestation.chains)
      if (position > 0) this.anchors.set(`${chain} ${position}`, hash);
  }

  /** Excuses the signatures that the restores gave up. All signatures have been added, and no link has been checked. */
  excuse(signatures: SignatureCheck): void {
    for (const { chains } of this.restores) for (const restored of chains) signatures.giveUp(restored);
  }

  checkLink({ chain, position, hash }: Link): void {
    const key = `${chain} ${position}`;
    const attested = this.anchors.get(key);
    if (attested === undefined) return;
    this.anchors.delete(key);
    if (attested !== hash)
      this.faults.add(`${describeChain(chain)}, link ${position}: a restore was attested with another hash.`);
  }

  /** Reports restores without an entry, and chains that no longer have the link from which they continued. */
  finish(ends: ReadonlyMap<string, ChainEnd>, acts: ReadonlySet<string>, archivedMonths: readonly string[]): void {
    for (const restore of this.restores) {
      if (acts.has(computeAttestationDigest(restore))) continue;
      if (archivedMonths.includes(restore.approvedAt.slice(0, 7))) continue;
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
