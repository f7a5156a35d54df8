import type { ExportDocument, Row } from './export-document.js';
import { RowsChecksum } from './rows-checksum.js';
import { formatSheetEnd, formatSheetRow, formatSheetStart, formatWorkbookParts } from './xlsx-parts.js';
import { ZipStream } from './zip-stream.js';

/** Limit of Excel for the rows of a sheet, including its heading. */
const maxRowsPerSheet = 1_048_576;

/**
 * Writes a document as a workbook: definition, rows and trailer. Texts are never formulas and days are texts, so a reader in any time zone
 * sees the entered value.
 */
export function writeXlsx(document: ExportDocument): AsyncGenerator<Buffer, void, undefined> {
  return new Workbook(document).parts();
}

class Workbook {
  private readonly zip: ZipStream;
  private readonly sheets: string[] = [];

  constructor(private readonly document: ExportDocument) {
    this.zip = new ZipStream(document.generatedAt);
  }

  async *parts(): AsyncGenerator<Buffer, void, undefined> {
    const { title, marking, definition, generatedAt } = this.document;
    await this.write('Definition', [
      ['title', title],
      ['marking', marking],
      ...definition.map(({ name, value }) => [name, value]),
    ]);
    yield this.zip.take();
    const sum = new RowsChecksum();
    yield* this.rows(sum);
    await this.write('Trailer', sum.toPairs());
    for (const [name, part] of Object.entries(formatWorkbookParts(this.sheets, { title, createdAt: generatedAt }))) {
      await this.zip.entry(name).add(part, { isLast: true });
    }
    yield this.zip.take();
    // The central directory completes the ZIP.
    this.zip.end();
    yield this.zip.take();
  }

  private async *rows(sum: RowsChecksum): AsyncGenerator<Buffer, void, undefined> {
    let sheet = this.rowsSheet();
    for await (const batch of this.document.rows) {
      for (let from = 0; from < batch.length;) {
        if (sheet.room === 0) {
          await sheet.close();
          sheet = this.rowsSheet();
        }
        const some = batch.slice(from, from + sheet.room);
        await sheet.add(some);
        from += some.length;
      }
      sum.add(batch);
      yield this.zip.take();
    }
    await sheet.close();
  }

  /** Adds a sheet for rows: `Rows`, then `Rows 2`. */
  private rowsSheet(): Sheet {
    const before = this.sheets.length - 1;
    const heading = this.document.columns.map(({ key }) => key);
    return this.sheet(before === 0 ? 'Rows' : `Rows ${before + 1}`, heading);
  }

  private async write(name: string, rows: readonly Row[]): Promise<void> {
    const sheet = this.sheet(name);
    await sheet.add(rows);
    await sheet.close();
  }

  private sheet(name: string, heading?: Row): Sheet {
    this.sheets.push(name);
    const entry = this.zip.entry(`xl/worksheets/sheet${this.sheets.length}.xml`);
    return new Sheet(entry, this.document.marking, heading);
  }
}

class Sheet {
  private count = 0;
  private start: string;

  constructor(
    private readonly entry: ReturnType<ZipStream['entry']>,
    private readonly marking: string,
    heading?: Row,
  ) {
    this.start = formatSheetStart({ hasHeading: heading !== undefined });
    if (heading) this.start += this.numbered(heading);
  }

  get room(): number {
    return maxRowsPerSheet - this.count;
  }

  async add(rows: readonly Row[]): Promise<void> {
    const start = this.start;
    this.start = '';
    await this.entry.add(start + rows.map((row) => this.numbered(row)).join(''));
  }

  async close(): Promise<void> {
    await this.entry.add(this.start + formatSheetEnd(this.marking), { isLast: true });
  }

  private numbered(row: Row): string {
    this.count += 1;
    return formatSheetRow(row, this.count);
  }
}
