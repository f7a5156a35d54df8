import { checkArchives } from './archive-check.js';
import type { MonthArchive } from './archive-signatures.js';
import type { Link } from './link.js';
import type { TrustedKeys } from './head-signatures.js';
import type { SignatureRecord } from './signature-lines.js';
import { verifyFile, type FileFindings } from './verify-file.js';

/**
 * Verifies an export of the whole trail or the file of one month, and the files of the archived months that it names.
 */
export async function verifyExport(
  file: string,
  evidence: {
    readonly keys: TrustedKeys;
    readonly signatures: AsyncIterable<SignatureRecord> | null;
    readonly restoreKeys?: TrustedKeys;
    readonly archive: string | null;
  },
): Promise<FileFindings> {
  const links: Link[] = [];
  const found = await verifyFile(file, evidence, (link) => void links.push(link));
  const linksOf = ({ month }: MonthArchive): Promise<Link[]> =>
    Promise.resolve(links.filter(({ at }) => new Date(at / 1000).toISOString().startsWith(month)));
  const { archived, acts, archiveSignatures: signatures, faults } = found;
  const archives = { folder: evidence.archive, keys: evidence.keys };
  return { ...found, ...(await checkArchives({ archived, acts, signatures, linksOf }, archives, faults)) };
}
