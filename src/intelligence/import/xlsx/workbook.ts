import { RefusedFile } from '../../../platform/files/refused-file.js';
import type { ZipEntry } from '../../../platform/files/zip.js';
import { plain } from './number-format.js';
import { stylesIn, type Styles } from './styles.js';
import { WorkbookParts } from './workbook-parts.js';
import { attributeOf, childrenOf, type XmlElement } from './xml-element.js';

/** Workbook, of which the first visible sheet is read. */
export interface Workbook {
  readonly sheet: ZipEntry;
  /** Shared texts of its cells. */
  readonly strings: ZipEntry | null;
  readonly styles: Styles;
  /** Whether its days are counted from 1904. */
  readonly is1904: boolean;
}

const types = '[Content_Types].xml';
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

export function workbookIn(archive: Buffer): Workbook {
  const parts = new WorkbookParts(archive);
  const name = parts.relationsOf('').find(({ is }) => is === 'officeDocument')?.name;
  const type = name === undefined ? null : typeOf(parts.read(types), name);
  refuseMacros(parts, type);
  const root = name === undefined ? null : parts.read(name);
  if (name === undefined || !root || type !== workbookType) throw noWorkbook();
  const relations = parts.relationsOf(name);
  const partThat = (is: string): string | undefined => relations.find((one) => one.is === is)?.name;
  // The first of several relations with one id applies.
  const worksheets = relations.filter(({ is }) => is === 'worksheet').reverse();
  const nameOf = new Map(worksheets.map((one) => [one.id, one.name]));
  const shown = childrenOf(root, 'sheets', 'sheet').filter((one) => !isHidden(one));
  const first = shown.find((one) => nameOf.has(attributeOf(one, 'id') ?? ''));
  const sheet = parts.find((first && nameOf.get(attributeOf(first, 'id') ?? '')) ?? '');
  if (!sheet) throw new RefusedFile('not-fit', 'has no visible sheet with rows');
  const styles = parts.read(partThat('styles') ?? '');
  return {
    sheet,
    strings: parts.find(partThat('sharedStrings') ?? ''),
    styles: styles ? stylesIn(styles) : [plain],
    is1904: childrenOf(root, 'workbookPr').some((one) => ['1', 'true'].includes(attributeOf(one, 'date1904') ?? '')),
  };
}

/** Returns the content type of a part: by its name, or else by its extension. */
function typeOf(root: XmlElement | null, part: string): string | null {
  if (!root) return null;
  const named = childrenOf(root, 'Override').find(
    (one) => attributeOf(one, 'PartName')?.toLowerCase() === part.toLowerCase(),
  );
  const ending = part.slice(part.lastIndexOf('.') + 1).toLowerCase();
  const others = childrenOf(root, 'Default').find((one) => attributeOf(one, 'Extension')?.toLowerCase() === ending);
  return attributeOf(named ?? others ?? root, 'ContentType') ?? null;
}

function refuseMacros(parts: WorkbookParts, type: string | null): void {
  const isProgram = parts.names.some((name) => name.endsWith('vbaproject.bin') || name.includes('/macrosheets/'));
  if (isProgram || type?.toLowerCase().includes('macroenabled') === true) {
    throw new RefusedFile('not-fit', 'is a workbook with macros; save it as .xlsx without them');
  }
}

function isHidden(sheet: XmlElement): boolean {
  return (attributeOf(sheet, 'state') ?? 'visible') !== 'visible';
}

function noWorkbook(): RefusedFile {
  return new RefusedFile('not-fit', 'is not an .xlsx workbook');
}
