import { join } from 'node:path';
import { stat } from 'node:fs/promises';
import {
  getEarliestArchiveTime,
  describeArchive,
  isGenuineArchiveSignature,
  type MonthArchive,
  type ArchiveSignature,
} from './archive-signatures.js';
import type { Faults } from './verification-faults.js';
import type { Link } from './link.js';
import type { TrustedKeys } from './head-signatures.js';
import { verifyFile } from './verify-file.js';

export function archiveFileName(month: string): string {
  return `trail-${month}.ndjson.gz`;
}

/** Archived months that the check cannot prove: those without a file, and those without a valid signature. */
export interface ArchiveFindings {
  readonly missing: readonly string[];
  readonly unsigned: readonly string[];
}

export interface ArchiveEvidence {
  readonly archived: readonly MonthArchive[];
  readonly acts: readonly MonthArchive[];
  readonly signatures: readonly ArchiveSignature[];
  readonly linksOf: (month: MonthArchive) => Promise<readonly Link[]>;
}

/**
 * Checks each archived month: its action and age, its signature, and its file against the retained links. A month
 * without a file is reported as missing, which is neither a fault nor a proof.
 */
export async function checkArchives(
  { archived, acts, signatures, linksOf }: ArchiveEvidence,
  { folder, keys }: { readonly folder: string | null; readonly keys: TrustedKeys },
  faults: Faults,
): Promise<ArchiveFindings> {
  const known = new Set(acts.map(describeArchive));
  const missing: string[] = [];
  for (const month of archived) {
    const file = folder === null ? null : join(folder, archiveFileName(month.month));
    if (file === null || !(await fileExists(file))) missing.push(month.month);
    else
      for (const act of await checkFile(file, month, await linksOf(month), keys, faults))
        known.add(describeArchive(act));
  }
  for (const month of archived) {
    // The month of the action may itself be without a file.
    const monthOfAct = new Date(month.archivedAt / 1000).toISOString().slice(0, 7);
    if (!known.has(describeArchive(month)) && !missing.includes(monthOfAct)) {
      faults.add(`month ${month.month}: it is said to be archived, and no entry of the trail says so.`);
    }
    if (month.archivedAt / 1000 < getEarliestArchiveTime(month.month)) {
      faults.add(`month ${month.month}: it was archived before it was 366 days old.`);
    }
  }
  return { missing, unsigned: keys.size === 0 ? [] : checkSignatures(archived, signatures, keys, faults) };
}

/**
 * Compares the file of a month with the digest of its action and with the chain. Returns the archive actions among its
 * entries.
 */
async function checkFile(
  file: string,
  month: MonthArchive,
  links: readonly Link[],
  keys: TrustedKeys,
  faults: Faults,
): Promise<readonly MonthArchive[]> {
  const expected = new Map(links.map((link) => [`${link.chain} ${link.position}`, link]));
  const found = await verifyFile(file, { keys, signatures: null }, (link) => {
    const linkKey = `${link.chain} ${link.position}`;
    const expectedLink = expected.get(linkKey);
    if (!expectedLink) return;
    expected.delete(linkKey);
    if (
      expectedLink.hash !== link.hash ||
      expectedLink.digest !== link.digest ||
      expectedLink.entries !== link.entries
    ) {
      faults.add(`month ${month.month}: link ${link.position} of its file is not that of the chain.`);
    }
  });
  if (found.fileDigest !== month.fileDigest)
    faults.add(`month ${month.month}: its file is not the one that was archived.`);
  if (found.entries !== month.entries) {
    faults.add(`month ${month.month}: its file has ${found.entries} entries, and ${month.entries} were archived.`);
  }
  if (expected.size > 0) faults.add(`month ${month.month}: ${expected.size} of its links are not in its file.`);
  for (const fault of found.faults.listed) faults.add(`month ${month.month}, its file: ${fault}`);
  return found.acts;
}

function checkSignatures(
  archived: readonly MonthArchive[],
  signatures: readonly ArchiveSignature[],
  keys: TrustedKeys,
  faults: Faults,
): string[] {
  const acts = new Map(archived.map((month) => [month.month, describeArchive(month)]));
  const signed = new Set<string>();
  for (const signature of signatures) {
    if (!isGenuineArchiveSignature(signature, keys)) {
      faults.add(`month ${signature.month}: the signature of its archive is not right, or by none of the keys given.`);
    } else if (acts.get(signature.month) !== describeArchive(signature)) {
      faults.add(`month ${signature.month}: its archive is not what the signer signed.`);
    } else if (Date.parse(signature.signedAt) < getEarliestArchiveTime(signature.month)) {
      faults.add(`month ${signature.month}: its archive was signed before the month was 366 days old.`);
    } else signed.add(signature.month);
  }
  return archived.map(({ month }) => month).filter((month) => !signed.has(month));
}

function fileExists(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
