import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import sax from 'sax';

/** Cell of a test workbook: text, number, or its XML element. */
export type GivenCell = string | number | { readonly xml: string };

export interface GivenWorkbook {
  readonly rows?: readonly (readonly GivenCell[])[];
  /** XML of the rows, which replaces `rows`. */
  readonly sheetData?: string;
  readonly shared?: readonly string[];
  /** XML of the list of merged cells. */
  readonly merged?: string;
  /** Custom formats by number from 164; `styles` has the styles of the workbook. */
  readonly formats?: Readonly<Record<number, string>>;
  /** Format of each style; `s="0"` is the first. */
  readonly styles?: readonly number[];
  readonly is1904?: boolean;
  /** Sheets of the workbook in order; the rows are in `rows`. */
  readonly sheets?: string;
  readonly type?: string;
  /** Additional or replaced parts; null omits one. */
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Returns a workbook as programs write it, as a ZIP. */
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
    'xl/worksheets/tips.xml': sheetOf(given.sheetData ?? rowsOf(given.rows ?? []), given.merged),
    'xl/worksheets/other.xml': sheetOf(rowsOf([['This is another sheet']])),
    ...given.parts,
  };
  const files: Zippable = {};
  for (const [name, part] of Object.entries(parts)) {
    if (part !== null) files[name] = typeof part === 'string' ? strToU8(part) : part;
  }
  return Buffer.from(zipSync(files));
}

export function sheetOf(rows: string, merged?: string): string {
  const list = merged === undefined ? '' : `<mergeCells>${merged}</mergeCells>`;
  return `${head}<worksheet xmlns="${main}"><dimension ref="A1"/><sheetData>${rows}</sheetData>${list}<pageMargins left="1"/></worksheet>`;
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

export interface ReadCell {
  readonly sheet: string;
  readonly place: string;
  readonly type: 'string' | 'number' | 'formula';
  readonly value: string | number;
}

/** Returns the cells of every sheet, in sheet order, by a reader independent of the product. */
export function cellsIn(file: Uint8Array): ReadCell[] {
  const parts = unzipSync(file);
  const partOf = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  const targets = new Map<string, string>();
  eachTag(partOf('xl/_rels/workbook.xml.rels'), (name, { Id, Target }) => {
    if (name === 'Relationship') targets.set(Id ?? '', Target ?? '');
  });
  const cells: ReadCell[] = [];
  eachTag(partOf('xl/workbook.xml'), (tag, attributes) => {
    if (tag !== 'sheet') return;
    const sheet = attributes['name'] ?? '';
    cells.push(...cellsOf(sheet, partOf(`xl/${targets.get(attributes['r:id'] ?? '') ?? ''}`)));
  });
  return cells;
}

function cellsOf(sheet: string, xml: string): ReadCell[] {
  const cells: ReadCell[] = [];
  let [place, type, text] = ['', '', ''];
  let isFormula = false;
  eachTag(
    xml,
    (name, { r, t }) => {
      if (name === 'f') isFormula = true;
      if (name === 'c') [place, type, text, isFormula] = [r ?? '', t ?? 'n', '', false];
      if (name === 't' || name === 'v') text = '';
    },
    (name, said) => {
      if (name === 't' || name === 'v') text = said;
      if (name !== 'c') return;
      if (isFormula) cells.push({ sheet, place, type: 'formula', value: text });
      else if (type === 'n') cells.push({ sheet, place, type: 'number', value: Number(text) });
      else cells.push({ sheet, place, type: 'string', value: unescaped(text) });
    },
  );
  return cells;
}

/** Reads XML and reports each tag with its text. Throws on invalid XML. */
function eachTag(
  xml: string,
  opened: (name: string, attributes: Readonly<Record<string, string | undefined>>) => void,
  closed?: (name: string, text: string) => void,
): void {
  const parser = sax.parser(true);
  let text = '';
  parser.onerror = (fault) => {
    throw fault;
  };
  parser.onopentag = ({ name, attributes }) => {
    text = '';
    opened(name, attributes as Record<string, string>);
  };
  parser.ontext = (part) => {
    text += part;
  };
  parser.onclosetag = (name) => {
    closed?.(name, text);
    text = '';
  };
  parser.write(xml).close();
}

function unescaped(text: string): string {
  return text.replaceAll(/_x([\dA-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
