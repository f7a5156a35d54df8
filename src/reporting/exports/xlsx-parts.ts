import type { Row, Value } from './export-document.js';

/** Limit of the format for the characters of a cell. */
const maxCharacters = 32_767;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Returns the beginning of a sheet, up to its first row. A heading is frozen while its rows scroll. */
export function formatSheetStart({ hasHeading }: { readonly hasHeading: boolean }): string {
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const view = `<sheetView workbookViewId="0">${hasHeading ? pane : ''}</sheetView>`;
  return `${head}<worksheet xmlns="${main}"><sheetViews>${view}</sheetViews><sheetData>`;
}

/** Returns the end of a sheet. The marking is the header of every printed page. */
export function formatSheetEnd(marking: string): string {
  // In a page header `&` begins a code (`&C`: centred), and `&&` is a literal ampersand.
  const header = escapeXml(`&C${marking.replaceAll('&', '&&')}`);
  return `</sheetData><headerFooter><oddHeader>${header}</oddHeader></headerFooter></worksheet>`;
}

/** Returns a row of a sheet. Every text is a text and never a formula; a null cell is absent. */
export function formatSheetRow(row: Row, number: number): string {
  return `<row r="${number}">${row.map((value, position) => formatCell(value, `${formatColumnName(position)}${number}`)).join('')}</row>`;
}

function formatCell(value: Value, position: string): string {
  if (value === null) return '';
  if (typeof value === 'number') return `<c r="${position}"><v>${value}</v></c>`;
  return `<c r="${position}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(truncateText(value))}</t></is></c>`;
}

/**
 * Cuts a longer text, with an ellipsis. A spreadsheet would report the file as damaged; the other formats have all of
 * it.
 */
function truncateText(text: string): string {
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters - 1)}…` : text;
}

/** Returns the letters of a column: A to Z, then AA. */
export function formatColumnName(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26));
  return position < 26 ? letter : formatColumnName(Math.floor(position / 26) - 1) + letter;
}

/** Letters, digits and common punctuation: most texts, which need no escaping. */
const plain = /^[\w .,:;/()'-]*$/;
/** Characters that XML does not allow, and the carriage return, which it would read as a line end. */
const invalidXml = /[^\t\n -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Escapes a text for the XML of a workbook. A character that XML does not allow becomes `_x0001_`, and a text of that
 * form `_x005F_x0001_`.
 */
export function escapeXml(text: string): string {
  if (plain.test(text) && !text.includes('_x')) return text;
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(invalidXml, (character) => `_x${toHex(character)}_`)
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}

function toHex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

/** Returns the other parts of a workbook with these sheets, by name. */
export function formatWorkbookParts(
  sheets: readonly string[],
  { title, createdAt }: { readonly title: string; readonly createdAt: Date },
): Readonly<Record<string, string>> {
  const numbered = sheets.map((name, position) => ({ name, id: position + 1 }));
  const list = numbered.map(({ name, id }) => `<sheet name="${escapeXml(name)}" sheetId="${id}" r:id="rId${id}"/>`);
  return {
    'docProps/core.xml': formatCore(title, createdAt),
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': formatRelations(
      numbered.map(({ id }) => ({ id, type: `${office}/worksheet`, target: `worksheets/sheet${id}.xml` })),
    ),
    '_rels/.rels': formatRelations([
      { id: 1, type: `${office}/officeDocument`, target: 'xl/workbook.xml' },
      { id: 2, type: `${packages}/relationships/metadata/core-properties`, target: 'docProps/core.xml' },
    ]),
    '[Content_Types].xml': formatContentTypes(numbered.map(({ id }) => `/xl/worksheets/sheet${id}.xml`)),
  };
}

function formatCore(title: string, createdAt: Date): string {
  const timestamp = `xsi:type="dcterms:W3CDTF">${createdAt.toISOString().replace(/\.\d+/, '')}`;
  return (
    `${head}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(title)}</dc:title><dcterms:created ${timestamp}</dcterms:created>` +
    `<dcterms:modified ${timestamp}</dcterms:modified></cp:coreProperties>`
  );
}

function formatRelations(
  all: readonly { readonly id: number; readonly type: string; readonly target: string }[],
): string {
  const each = all.map((one) => `<Relationship Id="rId${one.id}" Type="${one.type}" Target="${one.target}"/>`);
  return `${head}<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`;
}

function formatContentTypes(sheets: readonly string[]): string {
  const override = (part: string, contentType: string): string =>
    `<Override PartName="${part}" ContentType="${contentType}"/>`;
  return (
    `${head}<Types xmlns="${packages}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    override('/xl/workbook.xml', `${type}.sheet.main+xml`) +
    sheets.map((part) => override(part, `${type}.worksheet+xml`)).join('') +
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    '</Types>'
  );
}
