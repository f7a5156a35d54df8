import { RefusedFile } from '../../../platform/files/refused-file.js';
import { readXml } from '../../../platform/files/xml-stream.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { widerThanHeadings, type FileRow, type FileRows } from '../file-row.js';
import { mostColumns } from '../import.words.js';
import { SharedStrings, sharedStringsIn } from './shared-strings.js';
import { SheetReading, type SheetRow } from './sheet-reading.js';
import { workbookIn } from './workbook.js';
import { bytesOf } from './xlsx-bytes.js';

/** Reads the first visible sheet of a workbook (.xlsx). Its first nonempty row names the columns. */
export async function xlsxRows(file: AsyncIterable<Buffer>): Promise<FileRows> {
  const rows = sheetRows(await bytesOf(file));
  try {
    const first = await rows.next();
    if (first.done === true) throw InvalidInput.at('', 'is empty');
    const columns = headingsIn(first.value);
    return { columns, rows: rowsUnder(columns.length, rows), close: () => void rows.return() };
  } catch (fault) {
    await rows.return();
    throw fault;
  }
}

function headingsIn({ cells, cellFaults, isTooWide }: SheetRow): readonly string[] {
  if (isTooWide) throw InvalidInput.at('', `must have at most ${mostColumns} columns`);
  if (cellFaults.size > 0) throw InvalidInput.at('', 'has a heading that is a formula, an error or an invalid number');
  return cells;
}

async function* rowsUnder(width: number, rows: AsyncIterable<SheetRow>): AsyncGenerator<FileRow, void, undefined> {
  for await (const { row, cells, cellFaults, isTooWide } of rows) {
    const isWider = isTooWide || cells.length > width;
    yield { row, cells, cellFaults, ...(isWider ? { fault: widerThanHeadings } : {}) };
  }
}

async function* sheetRows(archive: Buffer): AsyncGenerator<SheetRow, void, undefined> {
  try {
    const { sheet, strings, styles, is1904 } = workbookIn(archive);
    const shared = strings ? await sharedStringsIn(strings.pieces()) : new SharedStrings();
    const reading = new SheetReading({ strings: shared, styles, is1904 });
    yield* readXml(sheet.pieces(), reading);
  } catch (fault) {
    if (!(fault instanceof RefusedFile)) throw fault;
    throw InvalidInput.at('', fault.fault === 'not-a-zip' ? 'is not an .xlsx workbook' : fault.detail);
  }
}
