import type { Faults } from './faults.js';
import type { Archived } from './archive-seals.js';

export interface Findings {
  readonly entries: number;
  readonly links: number;
  readonly chains: number;
  readonly seals: number;
  /** Whether the signatures were checked. False if there are signatures and no public key was given. */
  readonly areSealsChecked: boolean;
  readonly newestSeal: string | null;
  /** Number of links after the last signature. */
  readonly unsealed: number;
  /** Time in milliseconds since 1970; 0 if there is none. */
  readonly newestLinkAt: number;
  readonly archived: readonly Archived[];
  readonly missing: readonly string[];
  readonly unsigned: readonly string[];
  readonly seconds: number;
  readonly faults: Faults;
}

/** Maximum age of an unsigned link while the sealer runs. */
const sealedWithinMs = 120_000;

const count = (number: number): string => number.toLocaleString('en-US');

/** Returns the lines of the report: the counts, each fault, and notes for the reader. */
export function reportOf(found: Findings, now: Date): string[] {
  const { entries, links, chains, seals, seconds, faults, archived, areSealsChecked } = found;
  const looked =
    `${count(entries)} entries, ${count(links)} links, ${count(chains)} chains and ${count(seals)} seals ` +
    `in ${seconds.toFixed(2)} s, ${count(Math.round(entries / seconds))} entries/s`;
  const more = faults.count - faults.told.length;
  return [
    faults.count === 0
      ? `${exitCodeOf(found) === 0 ? 'The trail is whole' : 'No fault was found, and not everything could be checked'}: ${looked}.`
      : `THE TRAIL IS NOT WHOLE: ${count(faults.count)} faults in ${looked}.`,
    ...faults.told.map((fault) => `  ${fault}`),
    ...(more > 0 ? [`  … and ${count(more)} more.`] : []),
    ...archived.map(
      ({ month, entries: gone, fileDigest }) =>
        `The ${count(gone)} entries of ${month} lie in a file with the SHA-256 ${fileDigest}.`,
    ),
    ...found.missing.map(
      (month) =>
        `The file of ${month} is not at hand: its entries cannot be checked. Name the folder of its file with --archive.`,
    ),
    ...found.unsigned.map((month) => `The sealer has not signed the archive of ${month}. Run npm run audit:seal.`),
    ...(areSealsChecked ? [] : ['There are seals, and none was checked: name the public key with --key.']),
    ...sealing(found, now),
  ];
}

/** Returns 0 for a complete trail, 1 for a damaged one, and 2 for an incomplete check. */
export function exitCodeOf({ faults, areSealsChecked, missing, unsigned, seals }: Findings): 0 | 1 | 2 {
  if (faults.count > 0) return 1;
  // Without any signature there is no sealer, which the report states separately.
  const isUnsigned = unsigned.length > 0 && seals > 0;
  return areSealsChecked && missing.length === 0 && !isUnsigned ? 0 : 2;
}

function sealing({ unsealed, newestSeal, newestLinkAt, areSealsChecked }: Findings, now: Date): string[] {
  if (unsealed === 0 || !areSealsChecked) return [];
  const without = `${count(unsealed)} links have no seal yet`;
  const isLate =
    now.getTime() - newestLinkAt > sealedWithinMs &&
    (newestSeal === null || now.getTime() - Date.parse(newestSeal) > sealedWithinMs);
  if (!isLate) return [`${without}.`];
  return [
    `Nobody is sealing: ${newestSeal === null ? 'there is no seal at all' : `the newest seal is of ${newestSeal}`}, and ${without}. ` +
      'Run npm run audit:seal, as a user that the tracker does not run as.',
  ];
}
