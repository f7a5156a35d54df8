import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { InvalidInput } from '../../platform/http/problems.js';
import { TaggedPdf, type Pdf } from '../../platform/pdf/tagged-pdf.js';
import { deferAwait } from '../../platform/streams/owned-stream.js';
import type { Column, ExportDocument, Illustration, Row, Value } from './export-document.js';
import { drawPicture } from './pdf-shapes.js';
import { RowsChecksum } from './rows-checksum.js';

const margins = { top: 60, bottom: 50, left: 40, right: 40 };
const lineHeight = 12;
const padding = 4;
const maxColumnCharacters = 45;
const maxLetters = 200;
/** Number of rows that are drawn before other requests get the event loop. */
const rowsPerTick = 50;
const ruleColour = '#999999';

/**
 * Maximum number of rows. All rows are read before the first page, so a larger report is rejected and never half
 * printed.
 */
const maxRows = 5_000;

/** Writes a document as PDF: its definition, its charts, its rows as a table, and a trailer. */
export async function* writePdf(document: ExportDocument): AsyncGenerator<Buffer, void, undefined> {
  const { title, marking, definition, charts = [], generatedAt } = document;
  const batches = await readBatches(document.rows);
  const tagged = await TaggedPdf.begin({ title, at: generatedAt, margins, layout: 'landscape', autoFirstPage: false });
  const { pdf } = tagged;
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const endEvent = deferAwait(once(pdf, 'end'));
  markEachPage(tagged, marking);
  pdf.addPage();
  tagged.write('H1', () => pdf.font('bold').fontSize(16).text(title));
  pdf.moveDown(0.5);
  writePairs(
    tagged,
    definition.map(({ name, value }) => [name, value]),
  );
  for (const chart of charts) {
    placeChart(tagged, chart);
    await setImmediate();
  }
  const sum = new RowsChecksum();
  const table = new Table(tagged, document.columns, batches);
  for (const batch of batches) {
    for (const [index, row] of batch.entries()) {
      table.write(row);
      if (index % rowsPerTick === 0) await setImmediate();
    }
    sum.add(batch);
    yield Buffer.concat(parts.splice(0));
  }
  table.close();
  pdf.addPage();
  tagged.write('H2', () => pdf.font('bold').fontSize(13).text('End of the export'));
  pdf.moveDown(0.5);
  writePairs(tagged, sum.toPairs());
  tagged.close();
  pdf.end();
  await endEvent;
  yield Buffer.concat(parts);
}

async function readBatches(rows: ExportDocument['rows']): Promise<(readonly Row[])[]> {
  const batches: (readonly Row[])[] = [];
  let count = 0;
  for await (const batch of rows) {
    count += batch.length;
    if (count > maxRows) throw InvalidInput.forPath('/format', `prints ${maxRows} rows at most; take another format`);
    batches.push(batch);
  }
  return batches;
}

/**
 * Writes the marking at the head of each page and the page number at its foot. Screen readers read the marking of the
 * first page only.
 */
function markEachPage(tagged: TaggedPdf, marking: string): void {
  const { pdf } = tagged;
  let page = 0;
  pdf.on('pageAdded', () => {
    page += 1;
    const { top, bottom } = margins;
    // A text beyond the margin would begin a new page.
    pdf.page.margins = { ...margins, top: 0, bottom: 0 };
    const mark = (): void => {
      pdf.font('bold').fontSize(8).fillColor('black').text(marking, margins.left, 30, { lineBreak: false });
    };
    if (page === 1) tagged.write('P', mark);
    else tagged.artifact('Pagination', mark);
    tagged.artifact('Pagination', () => {
      pdf.font('plain').text(`page ${page}`, margins.left, pdf.page.height - 36, { lineBreak: false });
    });
    pdf.page.margins = { ...margins, top, bottom };
    pdf.x = margins.left;
    pdf.y = top;
  });
}

function writePairs(tagged: TaggedPdf, pairs: readonly (readonly [string, Value])[]): void {
  const { pdf } = tagged;
  for (const [name, value] of pairs) {
    tagged.write('P', () => {
      pdf.font('bold').fontSize(8).text(`${name}: `, { continued: true });
      pdf.font('plain').text(formatValue(value));
    });
  }
}

/** Places a chart at the largest scale that fits the page. It adds a page if the current one has no room. */
function placeChart(tagged: TaggedPdf, { picture, alternativeText: alt }: Illustration): void {
  const { pdf } = tagged;
  const { width, height } = pdf.page;
  const room = { width: width - margins.left - margins.right, height: height - margins.top - margins.bottom };
  const scale = Math.min(room.width / picture.width, room.height / picture.height);
  pdf.y += lineHeight;
  if (pdf.y + picture.height * scale > height - margins.bottom) pdf.addPage();
  const { y } = pdf;
  const draw = (): void => {
    drawPicture(pdf, picture, { x: margins.left, y, scale });
  };
  const bbox = [margins.left, y, margins.left + picture.width * scale, y + picture.height * scale] as const;
  tagged.write('Figure', draw, { alt, bbox });
  pdf.fillColor('black');
  pdf.x = margins.left;
  pdf.y = y + picture.height * scale;
}

/**
 * Table of the rows, one line each. Column widths follow the longest values up to a limit, and fill the page together.
 */
class Table {
  private isBegun = false;
  private readonly pdf: Pdf;
  private readonly widths: readonly number[];

  constructor(
    private readonly tagged: TaggedPdf,
    private readonly columns: readonly Column[],
    batches: readonly (readonly Row[])[],
  ) {
    this.pdf = tagged.pdf;
    const room = this.pdf.page.width - margins.left - margins.right;
    const longest = columns.map(({ key }, index) =>
      batches.flat().reduce((most, row) => Math.max(most, formatValue(row[index] ?? null).length), key.length),
    );
    const weights = longest.map((length) => Math.min(length, maxColumnCharacters) + 1);
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    this.widths = weights.map((weight) => (weight / whole) * room);
  }

  write(row: Row): void {
    if (!this.isBegun) this.begin();
    else if (this.isFull()) this.turnPage();
    this.writeLine(row.map(formatValue), 'TD');
  }

  close(): void {
    if (this.isBegun) this.tagged.close(2);
  }

  private begin(): void {
    const { tagged } = this;
    this.isBegun = true;
    this.pdf.addPage();
    tagged.begin('Table');
    tagged.begin('THead');
    this.writeLine(this.headings, 'TH');
    tagged.close();
    tagged.begin('TBody');
    this.drawRule();
  }

  /** Adds a page. The headings are repeated on it, but belong to the table only once. */
  private turnPage(): void {
    this.pdf.addPage();
    this.tagged.artifact('Pagination', () => {
      this.placeLine(this.headings, 'bold', ({ draw }) => {
        draw();
      });
    });
    this.drawRule();
  }

  private get headings(): readonly string[] {
    return this.columns.map(({ key }) => key);
  }

  private drawRule(): void {
    const { pdf } = this;
    this.tagged.artifact('Layout', () => {
      pdf
        .moveTo(margins.left, pdf.y - 2)
        .lineTo(pdf.page.width - margins.right, pdf.y - 2)
        .lineWidth(0.5)
        .stroke(ruleColour);
    });
  }

  private isFull(): boolean {
    return this.pdf.y + lineHeight > this.pdf.page.height - margins.bottom;
  }

  private writeLine(texts: readonly string[], tag: 'TH' | 'TD'): void {
    this.tagged.begin('TR');
    this.placeLine(texts, tag === 'TH' ? 'bold' : 'plain', (cell) => {
      this.tagged.cell(tag, cell);
    });
    this.tagged.close();
  }

  /** Positions each text of a line and passes it to `put` for drawing. */
  private placeLine(texts: readonly string[], font: 'plain' | 'bold', put: (cell: Cell) => void): void {
    const { pdf } = this;
    const { y } = pdf;
    pdf.font(font).fontSize(7).fillColor('black');
    let x = margins.left;
    texts.forEach((text, index) => {
      const width = this.widths[index] ?? 0;
      const shown = truncateText(pdf, text, width - padding);
      const kind = this.columns[index]?.kind;
      const textX = kind === 'count' || kind === 'share' ? x + width - padding - pdf.widthOfString(shown) : x;
      put({ text, shown, draw: () => pdf.text(shown, textX, y, { lineBreak: false }) });
      x += width;
    });
    pdf.x = margins.left;
    pdf.y = y + lineHeight;
  }
}

interface Cell {
  readonly text: string;
  readonly shown: string;
  readonly draw: () => void;
}

/** Cuts a text that does not fit, with an ellipsis. The other formats have all of it. */
function truncateText(pdf: Pdf, text: string, width: number): string {
  // Measuring costs time per letter, and no line of a page has more letters.
  const start = text.slice(0, maxLetters);
  if (start === text && pdf.widthOfString(text) <= width) return text;
  let [fits, over] = [0, start.length + 1];
  while (over - fits > 1) {
    const half = Math.floor((fits + over) / 2);
    if (pdf.widthOfString(`${start.slice(0, half)}…`) <= width) fits = half;
    else over = half;
  }
  return `${start.slice(0, fits)}…`;
}

/** Formats a value for print: words of a vocabulary without underscores, numbers with thousands separators. */
function formatValue(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return value.toLocaleString('en-US');
  return /^[a-z]+(?:_[a-z]+)*$/.test(value) ? value.replaceAll('_', ' ') : value;
}
