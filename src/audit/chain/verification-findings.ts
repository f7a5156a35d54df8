import { describeChain } from './link.js';
import type { RestoreAttestation } from './restore-attestations.js';
import type { Faults } from './verification-faults.js';
import type { MonthArchive } from './archive-signatures.js';

export interface Findings {
  readonly entries: number;
  readonly links: number;
  /** Number of entries that the sequencer has not linked yet. */
  readonly unlinked: number;
  readonly chains: number;
  readonly signatures: number;
  /** Whether the sequencer linked what was committed before the verification, and no entry waits for minutes. */
  readonly isSequenced: boolean;
  /** Whether the signatures were checked. False if there are signatures and no public key was given. */
  readonly areSignaturesChecked: boolean;
  readonly newestSignedAt: string | null;
  readonly unsignedLinks: number;
  /** Number of parts of a proof that lead to no signature; null for anything but the proof of a record. */
  readonly unproven: number | null;
  /** Time in milliseconds since 1970; 0 if there is none. */
  readonly newestLinkAt: number;
  readonly archived: readonly MonthArchive[];
  /** Restores that two persons attested. */
  readonly restores: readonly RestoreAttestation[];
  readonly missing: readonly string[];
  readonly unsigned: readonly string[];
  readonly seconds: number;
  readonly faults: Faults;
}

/** Maximum age of an unsigned link while the signer runs. */
const maxUnsignedAgeMs = 120_000;

/** Maximum of chains that are listed for a restore. */
const maxListedChains = 10;

const formatNumber = (number: number): string => number.toLocaleString('en-US');

/** Returns the lines of the report: the counts, each fault, and notes for the reader. */
export function formatReport(found: Findings, now: Date): string[] {
  const subject = found.unproven === null ? 'trail' : 'proof';
  const { entries, links, chains, signatures, seconds, faults, archived, areSignaturesChecked } = found;
  const summary =
    `${formatNumber(entries)} entries, ${formatNumber(links)} links, ${formatNumber(chains)} chains and ${formatNumber(signatures)} signatures ` +
    `in ${seconds.toFixed(2)} s, ${formatNumber(Math.round(entries / seconds))} entries/s`;
  const more = faults.count - faults.listed.length;
  return [
    faults.count === 0
      ? `${getExitCode(found) === 0 ? `The ${subject} is whole` : 'No fault was found, and not everything could be checked'}: ${summary}.`
      : `THE ${subject.toUpperCase()} IS NOT WHOLE: ${formatNumber(faults.count)} faults in ${summary}.`,
    ...faults.listed.map((fault) => `  ${fault}`),
    ...(more > 0 ? [`  … and ${formatNumber(more)} more.`] : []),
    ...found.restores.flatMap(describeRestore),
    ...archived.map(
      ({ month, entries: entryCount, fileDigest }) =>
        `The ${formatNumber(entryCount)} entries of ${month} lie in a file with the SHA-256 ${fileDigest}.`,
    ),
    ...found.missing.map(
      (month) =>
        `The file of ${month} is not at hand: its entries cannot be checked. Name the folder of its file with --archive.`,
    ),
    ...found.unsigned.map((month) => `The archive of ${month} has no signature. Run npm run audit:sign.`),
    ...describeUnlinkedEntries(found),
    ...((found.unproven ?? 0) > 0
      ? ['Links of the proof lead to no signature. Write the proof again after npm run audit:sign.']
      : []),
    ...(areSignaturesChecked ? [] : ['There are signatures, and none was checked. Name the public key with --key.']),
    ...describeUnsignedLinks(found, now),
  ];
}

/** Returns 0 for a complete trail, 1 for a damaged one, and 2 for an incomplete check. */
export function getExitCode({
  faults,
  areSignaturesChecked,
  missing,
  unsigned,
  signatures,
  isSequenced,
  unproven,
}: Findings): 0 | 1 | 2 {
  if (faults.count > 0) return 1;
  // Without any signature there is no signer, which the report states separately.
  const isUnsigned = unsigned.length > 0 && signatures > 0;
  return areSignaturesChecked && isSequenced && (unproven ?? 0) === 0 && missing.length === 0 && !isUnsigned ? 0 : 2;
}

/** Names an attested restore, with the link from which each chain continued. */
function describeRestore(restore: RestoreAttestation): string[] {
  const { chains, supersedes, requestedBy, restoreKeyId, approvedBy, approvedAt, reason } = restore;
  const count = chains.reduce((sum, { givenUp }) => sum + givenUp.length, 0);
  const listed = chains.slice(0, maxListedChains).map(({ chain, position, givenUp }) => {
    const [first, last] = [givenUp[0]?.position, givenUp.at(-1)?.position];
    const lost = first === undefined ? 'no signature is' : `the signatures of links ${first} to ${last} are`;
    return `  ${describeChain(chain)}: restored to link ${position}, and ${lost} given up.`;
  });
  const more = chains.length - listed.length;
  return [
    `The trail was restored: ${requestedBy} requested it with the restore key ${restoreKeyId}, and ${approvedBy} approved it on ${approvedAt} (${reason}). ` +
      `${formatNumber(count)} signatures of ${formatNumber(chains.length)} chains are of the branch that was given up.`,
    ...listed,
    ...(more > 0 ? [`  … and ${formatNumber(more)} more chains.`] : []),
    ...(supersedes.length > 0
      ? [`  It supersedes ${formatNumber(supersedes.length)} earlier attestations, whose entries it removed.`]
      : []),
  ];
}

function describeUnlinkedEntries({ unlinked, isSequenced }: Findings): string[] {
  if (unlinked === 0)
    return isSequenced ? [] : ['The sequencer failed: see GET /health/ready and the log of the tracker.'];
  const sentence = `${formatNumber(unlinked)} entries have no link yet, and could not be checked.`;
  return [
    isSequenced
      ? sentence
      : `${sentence} The sequencer cannot link them: see GET /health/ready and the log of the tracker.`,
  ];
}

function describeUnsignedLinks(
  { unsignedLinks, newestSignedAt, newestLinkAt, areSignaturesChecked }: Findings,
  now: Date,
): string[] {
  if (unsignedLinks === 0 || !areSignaturesChecked) return [];
  const unsignedText = `${formatNumber(unsignedLinks)} links have no signature yet`;
  const isLate =
    now.getTime() - newestLinkAt > maxUnsignedAgeMs &&
    (newestSignedAt === null || now.getTime() - Date.parse(newestSignedAt) > maxUnsignedAgeMs);
  if (!isLate) return [`${unsignedText}.`];
  return [
    `No process signs the trail: ${newestSignedAt === null ? 'there is no signature at all' : `the newest signature is of ${newestSignedAt}`}, and ${unsignedText}. ` +
      'Run npm run audit:sign as another user than that of the tracker.',
  ];
}
