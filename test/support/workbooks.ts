import { strToU8, zipSync, type Zippable } from 'fflate';

/** A cell of a test's workbook: a text, a number, or its element as it is to stand in the sheet. */
export type GivenCell = string | number | { readonly xml: string };

/** What a workbook may differ in from a plain one of one sheet. */
export interface GivenWorkbook {
  readonly rows?: readonly (readonly GivenCell[])[];
  /** All that stands between the tags of the rows, in the place of `rows`. */
  readonly sheetData?: string;
  /** The texts that cells share: each `<si>` by itself. */
  readonly shared?: readonly string[];
  /** Formats that are written out, by their number from 164; the styles of the workbook are `styles`. */
  readonly formats?: Readonly<Record<number, string>>;
  /** The format of each style: `s="0"` is the first. */
  readonly styles?: readonly number[];
  readonly is1904?: boolean;
  /** The sheets of the workbook, in order; the rows are in `rows`. */
  readonly sheets?: string;
  readonly type?: string;
  /** Parts beside those, or in their place; null leaves one out. */
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A workbook as programs write them, in a ZIP. */
export function workbookOf(given: GivenWorkbook): Buffer {
  const parts: Record<string, string | Uint8Array | null> = {
    '[Content_Types].xml': `${head}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/>
      <Override PartName="/xl/workbook.xml" ContentType="${given.type ?? `${workbookType}.main+xml`}"/></Types>`,
    '_rels/.rels': relations({ r1: ['officeDocument', 'xl/workbook.xml'] }),
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr date1904="${Number(given.is1904 ?? false)}"/>
      <sheets>${given.sheets ?? '<sheet name="Tips" sheetId="1" r:id="rows"/>'}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations({
      other: ['worksheet', 'worksheets/other.xml'],
      rows: ['worksheet', '/xl/worksheets/tips.xml'],
      chart: ['chartsheet', 'chartsheets/sheet1.xml'],
      styles: ['styles', 'styles.xml'],
      strings: ['sharedStrings', 'sharedStrings.xml'],
    }),
    'xl/styles.xml': stylesOf(given),
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${(given.shared ?? []).join('')}</sst>`,
    'xl/worksheets/tips.xml': sheetOf(given.sheetData ?? rowsOf(given.rows ?? [])),
    'xl/worksheets/other.xml': sheetOf(rowsOf([['This is another sheet']])),
    ...given.parts,
  };
  const files: Zippable = {};
  for (const [name, part] of Object.entries(parts)) {
    if (part !== null) files[name] = typeof part === 'string' ? strToU8(part) : part;
  }
  return Buffer.from(zipSync(files));
}

export function sheetOf(rows: string): string {
  return `${head}<worksheet xmlns="${main}"><dimension ref="A1"/><sheetData>${rows}</sheetData><pageMargins left="1"/></worksheet>`;
}

export function rowsOf(rows: readonly (readonly GivenCell[])[]): string {
  return rows.map((cells, at) => `<row r="${at + 1}" spans="1:9">${cells.map(cellOf).join('')}</row>`).join('');
}

function cellOf(cell: GivenCell): string {
  if (typeof cell === 'object') return cell.xml;
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function stylesOf({ formats = {}, styles = [0] }: GivenWorkbook): string {
  const written = Object.entries(formats).map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${escaped(code).replaceAll('"', '&quot;')}"/>`,
  );
  const used = styles.map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`);
  return `${head}<styleSheet xmlns="${main}"><numFmts>${written.join('')}</numFmts><cellXfs>${used.join('')}</cellXfs></styleSheet>`;
}

function relations(leading: Readonly<Record<string, readonly [is: string, target: string]>>): string {
  const all = Object.entries(leading).map(
    ([id, [is, target]]) => `<Relationship Id="${id}" Type="${office}/${is}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`;
}
