import { withNewConnection } from '../../platform/database/connection.js';
import { linkBefore } from './link-committed.js';
import { describeChain, initialHash } from './link.js';
import { Faults, VerificationError } from './verification-faults.js';
import { isGenuineHeadSignature, type HeadSignature } from './head-signatures.js';
import {
  computeAttestationDigest,
  findCurrentAttestations,
  hasEntry,
  isGenuineAttestation,
  type AttestationKeys,
  type GivenUpPosition,
  type RestoreAttestation,
  type RestoredChain,
} from './restore-attestations.js';
import type { SignatureRecord } from './signature-lines.js';
import { TrailReader } from './trail-reader.js';

/** Signatures that a restored trail no longer has, by chain, and the span of their times. */
export interface RestoredBranch {
  readonly chains: readonly RestoredChain[];
  /** Digests of earlier attestations whose entries the restored trail no longer has. */
  readonly supersedes: readonly string[];
  readonly oldestGivenUpAt: string;
  readonly newestGivenUpAt: string;
  /** Whether the trail has the link at the end of each requested chain. A chain without a link has none. */
  readonly hasRequestedEnds: boolean;
}

interface SignedChain {
  readonly signatures: HeadSignature[];
  /** Hashes of the links that were signed; null for a missing link. */
  readonly hashes: Map<number, string | null>;
  end: GivenUpPosition;
}

/**
 * Finds the signatures of the signer's file that the restored trail no longer has, except those that were given up
 * before. In each chain they are one run of the file: anything else is no restore. Chains of superseded attestations are
 * attested again, even if they lost no signature.
 */
export async function findRestoredBranch(
  url: string,
  records: AsyncIterable<SignatureRecord>,
  trusted: AttestationKeys,
  requested: readonly RestoredChain[] = [],
): Promise<RestoredBranch> {
  const { signatures: allSignatures, attestations } = await collectRecords(records, trusted);
  const signed = groupByChain(allSignatures);
  const missing = new Map(requested.map((one) => [one.chain, one]));
  let superseded: RestoreAttestation[] = [];
  await withNewConnection(url, 'tracker restore', async (connection) => {
    await linkBefore(connection);
    const reader = new TrailReader(connection);
    await reader.begin();
    const [acts, archived] = [await reader.restoreActs(), await reader.archives()];
    const archivedMonths = archived.map(({ month }) => month);
    superseded = findCurrentAttestations(attestations).filter((one) => !hasEntry(one, acts, archivedMonths));
    for (const { chain } of superseded.flatMap(({ chains }) => chains))
      if (!signed.has(chain)) signed.set(chain, newSignedChain());
    for await (const links of reader.links())
      for (const { chain, position, hash } of links) {
        const ofChain = signed.get(chain);
        if (!ofChain) continue;
        if (ofChain.hashes.has(position)) ofChain.hashes.set(position, hash);
        ofChain.end = { position, hash };
        const end = missing.get(chain);
        if (end?.position === position && end.hash === hash) missing.delete(chain);
      }
  });
  const givenUp = [...signed.values()].flatMap(({ signatures, hashes }) =>
    signatures.filter(({ position, hash }) => hashes.get(position) !== hash),
  );
  const times = givenUp.map(({ signedAt }) => signedAt).sort();
  const attestedBefore = new Set(superseded.flatMap(({ chains }) => chains.map(({ chain }) => chain)));
  return {
    chains: [...signed]
      .map(([chain, one]) => toRestoredChain(chain, one))
      .filter(({ chain, givenUp: lost }) => lost.length > 0 || attestedBefore.has(chain))
      .sort((one, other) => one.chain.localeCompare(other.chain)),
    supersedes: superseded.map(computeAttestationDigest),
    oldestGivenUpAt: times[0] ?? '',
    newestGivenUpAt: times.at(-1) ?? '',
    hasRequestedEnds: [...missing.values()].every(
      ({ chain, position }) => position === 0 && signed.get(chain)?.end.position === 0,
    ),
  };
}

/** Returns the earlier attestations, and the signatures that none of them gave up. */
async function collectRecords(
  records: AsyncIterable<SignatureRecord>,
  trusted: AttestationKeys,
): Promise<{ readonly signatures: HeadSignature[]; readonly attestations: RestoreAttestation[] }> {
  const [faults, earlier] = [new Faults(), new Set<string>()];
  const signatures: HeadSignature[] = [];
  const attestations: RestoreAttestation[] = [];
  for await (const record of records) {
    if ('chains' in record) {
      if (!isGenuineAttestation(record, trusted))
        throw new VerificationError(
          'An earlier restore is not attested by two trusted keys. Name them with --key and --restore-key.',
        );
      attestations.push(record);
      for (const { chain, givenUp } of record.chains) for (const one of givenUp) earlier.add(keyOf({ chain, ...one }));
    } else if (!('month' in record) && isGenuineHeadSignature(record, trusted.keys, faults)) signatures.push(record);
  }
  if (faults.count > 0) throw new VerificationError(faults.listed.join('\n'));
  return { signatures: signatures.filter((signature) => !earlier.has(keyOf(signature))), attestations };
}

function groupByChain(signatures: readonly HeadSignature[]): Map<string, SignedChain> {
  const chains = new Map<string, SignedChain>();
  for (const signature of signatures) {
    const { chain, position } = signature;
    const ofChain = chains.get(chain) ?? newSignedChain();
    ofChain.signatures.push(signature);
    ofChain.hashes.set(position, null);
    chains.set(chain, ofChain);
  }
  return chains;
}

function newSignedChain(): SignedChain {
  return { signatures: [], hashes: new Map(), end: { position: 0, hash: initialHash } };
}

function toRestoredChain(chain: string, { signatures, hashes, end }: SignedChain): RestoredChain {
  const givenUp = findGivenUp(chain, signatures, ({ position, hash }) => hashes.get(position) === hash);
  return { chain, ...end, givenUp };
}

/**
 * Returns the signatures of a chain that a restore gave up. In the order of the file they follow each other. Those before
 * them fit and are of earlier links; those after them fit, because the signer has run on the restored trail.
 */
export function findGivenUp(
  chain: string,
  signatures: readonly HeadSignature[],
  fits: (signature: HeadSignature) => boolean,
): GivenUpPosition[] {
  const isLost = (signature: HeadSignature): boolean => !fits(signature);
  const first = signatures.findIndex(isLost);
  if (first < 0) return [];
  const lost = signatures.slice(first, signatures.findLastIndex(isLost) + 1);
  const lastKept = signatures.slice(0, first).reduce((last, { position }) => Math.max(last, position), 0);
  if (lost.some((signature) => fits(signature) || signature.position <= lastKept))
    throw new VerificationError(
      `${describeChain(chain)}: the signatures that do not fit are not the end of one branch. That is no restore: keep the signatures, and run npm run audit:verify.`,
    );
  const givenUp = new Map(lost.map(({ position, hash }) => [`${position} ${hash}`, { position, hash }]));
  return [...givenUp.values()].sort(
    (one, other) => one.position - other.position || one.hash.localeCompare(other.hash),
  );
}

function keyOf({ chain, position, hash }: Pick<HeadSignature, 'chain' | 'position' | 'hash'>): string {
  return `${chain} ${position} ${hash}`;
}
