import { checkArchives } from './archive-check.js';
import type { Archived, ArchiveSeal } from './archive-seals.js';
import type { Link } from './link.js';
import type { Seal, SealKeys } from './seals.js';
import { verifyFile, type FileFindings } from './verify-file.js';

/**
 * Verifies an export of the whole trail or the file of one month, and the files of the archived months that it names.
 */
export async function verifyExport(
  file: string,
  evidence: {
    readonly keys: SealKeys;
    readonly seals: AsyncIterable<Seal | ArchiveSeal> | null;
    readonly archive: string | null;
  },
): Promise<FileFindings> {
  const links: Link[] = [];
  const found = await verifyFile(file, evidence, (link) => void links.push(link));
  const linksOf = ({ month }: Archived): Promise<Link[]> =>
    Promise.resolve(links.filter(({ at }) => new Date(at / 1000).toISOString().startsWith(month)));
  const { archived, acts, archiveSeals: seals, faults } = found;
  const archives = { folder: evidence.archive, keys: evidence.keys };
  return { ...found, ...(await checkArchives({ archived, acts, seals, linksOf }, archives, faults)) };
}
