import type { Faults } from './faults.js';
import type { Archived } from './archive-seals.js';

/** What a verification found. */
export interface Findings {
  readonly entries: number;
  readonly links: number;
  readonly chains: number;
  readonly seals: number;
  /** False where there are seals, and no public key was at hand. */
  readonly areSealsChecked: boolean;
  readonly newestSeal: string | null;
  /** Links that no seal covers: what was done since. */
  readonly unsealed: number;
  /** In milliseconds since 1970; 0 for none. */
  readonly newestLinkAt: number;
  readonly archived: readonly Archived[];
  /** Archived months whose file is not at hand. */
  readonly missing: readonly string[];
  /** Archived months that the sealer has not signed. */
  readonly unsigned: readonly string[];
  readonly seconds: number;
  readonly faults: Faults;
}

/** A sealer that runs has sealed what is older than this. */
const sealedWithinMs = 120_000;

const count = (number: number): string => number.toLocaleString('en-US');

/** The report, line by line: what was looked at, each fault, and what a reader should know besides. */
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

/** 0 for a whole trail, 1 for one that is not, 2 where something could not be checked. */
export function exitCodeOf({ faults, areSealsChecked, missing, unsigned, seals }: Findings): 0 | 1 | 2 {
  if (faults.count > 0) return 1;
  // Without any seal nobody seals, which is said besides.
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
