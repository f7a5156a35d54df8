import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type PDFDocument from 'pdfkit';
import { InvalidInput } from '../platform/http/problems.js';
import { fonts } from '../platform/pdf/fonts.js';
import { awaitedLater } from '../platform/streams/owned-stream.js';
import type { Picture } from '../charts/shapes.js';
import type { Column, Exported, Row, Value } from './exported.js';
import { drawPicture } from './pdf-shapes.js';
import { RowsSum } from './rows-sum.js';

type Pdf = InstanceType<typeof PDFDocument>;

const margins = { top: 60, bottom: 50, left: 40, right: 40 };
const lineHeight = 12;
const padding = 4;
/** In characters. */
const widestColumn = 45;
const mostLetters = 200;
/** So many rows are drawn before others have their turn: drawing is work of the process that answers everybody. */
const rowsInOneGo = 50;
const rule = '#999999';

/** More than anybody prints. All of them are there before the first page is, so that more are refused and not half printed. */
const mostRows = 5_000;

/** A document to print: what it says of itself, its charts, its rows as a table, and last how many they are. */
export async function* pdfOf(document: Exported): AsyncGenerator<Buffer, void, undefined> {
  const { title, marking, definition, charts = [], generatedAt } = document;
  const lots = await readOut(document.rows);
  // Loaded with the first of them, so that no start waits for it.
  const { default: Pdf } = await import('pdfkit');
  const pdf = new Pdf({
    size: 'LETTER',
    layout: 'landscape',
    margins,
    autoFirstPage: false,
    info: { Title: title, CreationDate: generatedAt, ModDate: generatedAt },
  });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = awaitedLater(once(pdf, 'end'));
  pdf.registerFont('plain', fonts.plain).registerFont('bold', fonts.bold);
  markEachPage(pdf, marking);
  pdf.addPage();
  pdf.font('bold').fontSize(16).text(title).moveDown(0.5);
  writePairs(
    pdf,
    definition.map(({ name, value }) => [name, value]),
  );
  for (const chart of charts) {
    placeChart(pdf, chart);
    await setImmediate();
  }
  const sum = new RowsSum();
  const table = new Table(pdf, document.columns, lots);
  for (const lot of lots) {
    for (const [place, row] of lot.entries()) {
      table.write(row);
      if (place % rowsInOneGo === 0) await setImmediate();
    }
    sum.add(lot);
    yield Buffer.concat(parts.splice(0));
  }
  pdf.addPage();
  pdf.font('bold').fontSize(13).text('End of the export').moveDown(0.5);
  writePairs(pdf, sum.told());
  pdf.end();
  await ended;
  yield Buffer.concat(parts);
}

async function readOut(rows: Exported['rows']): Promise<(readonly Row[])[]> {
  const lots: (readonly Row[])[] = [];
  let count = 0;
  for await (const lot of rows) {
    count += lot.length;
    if (count > mostRows) throw InvalidInput.at('/format', `prints ${mostRows} rows at most; take another format`);
    lots.push(lot);
  }
  return lots;
}

/** The marking stands at the head of each page, and at its foot which it is. */
function markEachPage(pdf: Pdf, marking: string): void {
  let page = 0;
  pdf.on('pageAdded', () => {
    page += 1;
    const { top, bottom } = margins;
    // Beyond the margin a text would begin a page of its own.
    pdf.page.margins = { ...margins, top: 0, bottom: 0 };
    pdf.font('bold').fontSize(8).fillColor('black').text(marking, margins.left, 30, { lineBreak: false });
    pdf.font('plain').text(`page ${page}`, margins.left, pdf.page.height - 36, { lineBreak: false });
    pdf.page.margins = { ...margins, top, bottom };
    pdf.x = margins.left;
    pdf.y = top;
  });
}

function writePairs(pdf: Pdf, pairs: readonly (readonly [string, Value])[]): void {
  for (const [name, value] of pairs) {
    pdf.font('bold').fontSize(8).text(`${name}: `, { continued: true });
    pdf.font('plain').text(inPrint(value));
  }
}

/** As wide as the page, or as high; the next page has it where this one has no room. */
function placeChart(pdf: Pdf, picture: Picture): void {
  const { width, height } = pdf.page;
  const room = { width: width - margins.left - margins.right, height: height - margins.top - margins.bottom };
  const scale = Math.min(room.width / picture.width, room.height / picture.height);
  pdf.y += lineHeight;
  if (pdf.y + picture.height * scale > height - margins.bottom) pdf.addPage();
  const { y } = pdf;
  drawPicture(pdf, picture, { x: margins.left, y, scale });
  pdf.fillColor('black');
  pdf.x = margins.left;
  pdf.y = y + picture.height * scale;
}

/** The rows, a line each. A column is as wide as the longest of what it holds, within reason, and all of them as wide as the page. */
class Table {
  private isBegun = false;
  private readonly widths: readonly number[];

  constructor(
    private readonly pdf: Pdf,
    private readonly columns: readonly Column[],
    lots: readonly (readonly Row[])[],
  ) {
    const room = pdf.page.width - margins.left - margins.right;
    const longest = columns.map(({ key }, place) =>
      lots.flat().reduce((most, row) => Math.max(most, inPrint(row[place] ?? null).length), key.length),
    );
    const weights = longest.map((length) => Math.min(length, widestColumn) + 1);
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    this.widths = weights.map((weight) => (weight / whole) * room);
  }

  write(row: Row): void {
    if (!this.isBegun || this.isFull()) this.begin();
    this.line(row.map(inPrint), 'plain');
  }

  private begin(): void {
    this.pdf.addPage();
    this.isBegun = true;
    this.line(
      this.columns.map(({ key }) => key),
      'bold',
    );
    const { pdf } = this;
    pdf
      .moveTo(margins.left, pdf.y - 2)
      .lineTo(pdf.page.width - margins.right, pdf.y - 2)
      .lineWidth(0.5)
      .stroke(rule);
  }

  private isFull(): boolean {
    return this.pdf.y + lineHeight > this.pdf.page.height - margins.bottom;
  }

  private line(texts: readonly string[], font: 'plain' | 'bold'): void {
    const { pdf } = this;
    const { y } = pdf;
    pdf.font(font).fontSize(7).fillColor('black');
    let x = margins.left;
    texts.forEach((text, place) => {
      const width = this.widths[place] ?? 0;
      const shown = cut(pdf, text, width - padding);
      const kind = this.columns[place]?.kind;
      const at = kind === 'count' || kind === 'share' ? x + width - padding - pdf.widthOfString(shown) : x;
      pdf.text(shown, at, y, { lineBreak: false });
      x += width;
    });
    pdf.x = margins.left;
    pdf.y = y + lineHeight;
  }
}

/** What has no room is cut, and shows it: the other formats have all of it. */
function cut(pdf: Pdf, text: string, width: number): string {
  // Measuring costs by the letter: no line of a page has so many.
  const start = text.slice(0, mostLetters);
  if (start === text && pdf.widthOfString(text) <= width) return text;
  let [fits, over] = [0, start.length + 1];
  while (over - fits > 1) {
    const half = Math.floor((fits + over) / 2);
    if (pdf.widthOfString(`${start.slice(0, half)}…`) <= width) fits = half;
    else over = half;
  }
  return `${start.slice(0, fits)}…`;
}

/** Words of a vocabulary without their underscores, numbers with their thousands apart. */
function inPrint(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return value.toLocaleString('en-US');
  return /^[a-z]+(?:_[a-z]+)*$/.test(value) ? value.replaceAll('_', ' ') : value;
}
