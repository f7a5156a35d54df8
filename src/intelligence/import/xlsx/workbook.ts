import { RefusedFile } from '../../../platform/files/refused-file.js';
import type { ZipEntry } from '../../../platform/files/zip.js';
import { generalFormat } from './number-format.js';
import { readStyles, type Styles } from './styles.js';
import { WorkbookParts } from './workbook-parts.js';
import { getAttribute, findChildren, type XmlElement } from './xml-element.js';

/** Workbook, of which the first visible sheet is read. The others have no values. */
export interface Workbook {
  readonly sheet: ZipEntry;
  /** Visible sheets after the first. */
  readonly others: readonly ZipEntry[];
  readonly strings: ZipEntry | null;
  readonly styles: Styles;
  /** Whether its days are counted from 1904. */
  readonly is1904: boolean;
}

const types = '[Content_Types].xml';
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

export function readWorkbook(archive: Buffer): Workbook {
  const parts = new WorkbookParts(archive);
  const name = parts.relationsOf('').find(({ is }) => is === 'officeDocument')?.name;
  const type = name === undefined ? null : findContentType(parts.read(types), name);
  rejectMacros(parts, type);
  const root = name === undefined ? null : parts.read(name);
  if (name === undefined || !root || type !== workbookType) throw notAWorkbook();
  const relations = parts.relationsOf(name);
  const findPart = (is: string): string | undefined => relations.find((one) => one.is === is)?.name;
  // The first of several relations with one id applies.
  const worksheets = relations.filter(({ is }) => is === 'worksheet').reverse();
  const nameOf = new Map(worksheets.map((one) => [one.id, one.name]));
  const visibleSheets = findChildren(root, 'sheets', 'sheet').filter((one) => !isHidden(one));
  const [first, ...following] = visibleSheets.flatMap((one) => nameOf.get(getAttribute(one, 'id') ?? '') ?? []);
  const sheet = parts.find(first ?? '');
  if (!sheet) throw new RefusedFile('not-fit', 'has no visible sheet with rows');
  const styles = parts.read(findPart('styles') ?? '');
  return {
    sheet,
    others: [...new Set(following.flatMap((one) => parts.find(one) ?? []))].filter((one) => one !== sheet),
    strings: parts.find(findPart('sharedStrings') ?? ''),
    styles: styles ? readStyles(styles) : [generalFormat],
    is1904: findChildren(root, 'workbookPr').some((one) => ['1', 'true'].includes(getAttribute(one, 'date1904') ?? '')),
  };
}

/** Returns the content type of a part: by its name, or else by its extension. */
function findContentType(root: XmlElement | null, part: string): string | null {
  if (!root) return null;
  const named = findChildren(root, 'Override').find(
    (one) => getAttribute(one, 'PartName')?.toLowerCase() === part.toLowerCase(),
  );
  const ending = part.slice(part.lastIndexOf('.') + 1).toLowerCase();
  const others = findChildren(root, 'Default').find((one) => getAttribute(one, 'Extension')?.toLowerCase() === ending);
  return getAttribute(named ?? others ?? root, 'ContentType') ?? null;
}

function rejectMacros(parts: WorkbookParts, type: string | null): void {
  const isProgram = parts.names.some((name) => name.endsWith('vbaproject.bin') || name.includes('/macrosheets/'));
  if (isProgram || type?.toLowerCase().includes('macroenabled') === true) {
    throw new RefusedFile('not-fit', 'is a workbook with macros; save it as .xlsx without them');
  }
}

function isHidden(sheet: XmlElement): boolean {
  return (getAttribute(sheet, 'state') ?? 'visible') !== 'visible';
}

function notAWorkbook(): RefusedFile {
  return new RefusedFile('not-fit', 'is not an .xlsx workbook');
}
