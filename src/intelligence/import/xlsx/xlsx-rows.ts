import { RefusedFile } from '../../../platform/files/refused-file.js';
import { readXml } from '../../../platform/files/xml-stream.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { tooManyCells, type FileRow, type FileRows } from '../file-row.js';
import { maxColumns } from '../import.enums.js';
import { SharedStrings, readSharedStrings } from './shared-strings.js';
import { SheetParser, type SheetRow } from './sheet-parser.js';
import { readWorkbook } from './workbook.js';
import { readWorkbookBytes } from './xlsx-bytes.js';

/** Reads the first visible sheet of a workbook (.xlsx). Its first nonempty row names the columns. */
export async function readXlsx(file: AsyncIterable<Buffer>): Promise<FileRows> {
  const rows = readSheetRows(await readWorkbookBytes(file));
  try {
    const first = await rows.next();
    if (first.done === true) throw InvalidInput.forPath('', 'is empty');
    const columns = readHeadings(first.value);
    return { columns, rows: toFileRows(columns.length, rows), close: () => void rows.return() };
  } catch (fault) {
    await rows.return();
    throw fault;
  }
}

function readHeadings({ cells, cellFaults, isTooWide }: SheetRow): readonly string[] {
  if (isTooWide) throw InvalidInput.forPath('', `must have at most ${maxColumns} columns`);
  if (cellFaults.size > 0)
    throw InvalidInput.forPath('', 'has a heading that is a formula, an error or an invalid number');
  return cells;
}

async function* toFileRows(width: number, rows: AsyncIterable<SheetRow>): AsyncGenerator<FileRow, void, undefined> {
  for await (const { row, cells, cellFaults, isTooWide } of rows) {
    const isWider = isTooWide || cells.length > width;
    yield { row, cells, cellFaults, ...(isWider ? { fault: tooManyCells } : {}) };
  }
}

async function* readSheetRows(archive: Buffer): AsyncGenerator<SheetRow, void, undefined> {
  try {
    const { sheet, strings, styles, is1904 } = readWorkbook(archive);
    const shared = strings ? await readSharedStrings(strings.pieces()) : new SharedStrings();
    const parser = new SheetParser({ strings: shared, styles, is1904 });
    yield* readXml(sheet.pieces(), parser);
  } catch (fault) {
    if (!(fault instanceof RefusedFile)) throw fault;
    throw InvalidInput.forPath('', fault.fault === 'not-a-zip' ? 'is not an .xlsx workbook' : fault.detail);
  }
}
