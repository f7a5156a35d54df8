import { RefusedFile } from '../../../platform/files/refused-file.js';
import { readXml } from '../../../platform/files/xml-stream.js';
import type { ZipEntry } from '../../../platform/files/zip.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { tooManyCells, type FileRow, type FileRows } from '../file-row.js';
import { findHead, firstRowIsHead, isHeadAgain, repeatedHead, type HeadRule } from '../head-row.js';
import { maxColumns } from '../import.enums.js';
import type { CellRange } from './cell-position.js';
import { MergedCellFiller, readMergedCells } from './merged-cells.js';
import { SharedStrings, readSharedStrings } from './shared-strings.js';
import { SheetParser, type SheetRow } from './sheet-parser.js';
import { readWorkbook } from './workbook.js';
import { readWorkbookBytes } from './xlsx-bytes.js';

/**
 * Reads the visible sheet of a workbook (.xlsx). Its head is found by the rule. Merged cells are filled down. A workbook with another
 * visible sheet that has values is rejected, because its rows would be missing in silence.
 */
export async function readXlsx(file: AsyncIterable<Buffer>, rule: HeadRule = firstRowIsHead): Promise<FileRows> {
  const sheet = await openSheet(await readWorkbookBytes(file));
  const rows = readSheetRows(sheet);
  try {
    const { head, after } = await findHead(rows, rule);
    const columns = readHeadings(head);
    const filler = new MergedCellFiller(sheet.merged);
    return {
      columns,
      headRow: head.row,
      separator: null,
      rows: toFileRows(after, rows, { columns, rule, filler }),
      close: () => void rows.return(),
    };
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

interface SheetRules {
  readonly columns: readonly string[];
  readonly rule: HeadRule;
  readonly filler: MergedCellFiller;
}

async function* toFileRows(
  first: readonly SheetRow[],
  others: AsyncGenerator<SheetRow, void, undefined>,
  { columns, rule, filler }: SheetRules,
): AsyncGenerator<FileRow, void, undefined> {
  const toFileRow = (sheetRow: SheetRow): FileRow => {
    filler.fill(sheetRow);
    const { row, cells, cellFaults, isTooWide } = sheetRow;
    if (isHeadAgain(columns, sheetRow, rule)) return { row, cells, cellFaults, fault: repeatedHead };
    const isWider = isTooWide || cells.length > columns.length;
    return { row, cells, cellFaults, ...(isWider ? { fault: tooManyCells } : {}) };
  };
  try {
    for (const row of first) yield toFileRow(row);
    for await (const row of others) yield toFileRow(row);
  } finally {
    await others.return();
  }
}

interface OpenSheet {
  readonly parser: SheetParser;
  readonly sheet: ZipEntry;
  readonly merged: readonly CellRange[];
}

async function openSheet(archive: Buffer): Promise<OpenSheet> {
  try {
    const { sheet, others, strings, styles, is1904 } = readWorkbook(archive);
    for (const other of others) {
      if (await hasValues(other))
        throw new RefusedFile(
          'not-fit',
          'has values in several sheets: hide the others, or save each as a file of its own',
        );
    }
    const shared = strings ? await readSharedStrings(strings.pieces()) : new SharedStrings();
    const parser = new SheetParser({ strings: shared, styles, is1904 });
    return { parser, sheet, merged: await readMergedCells(sheet) };
  } catch (fault) {
    throw toInvalidInput(fault);
  }
}

const valueElement = /<(?:\w+:)?(?:v|is)[\s>]/;
/** Longest beginning of such an element that the end of a piece may have. */
const elementLength = 40;

/** Whether a sheet has a cell with a value. It is read up to the first. */
async function hasValues(sheet: ZipEntry): Promise<boolean> {
  let end = '';
  for await (const piece of sheet.pieces()) {
    const text = end + piece.toString('latin1');
    if (valueElement.test(text)) return true;
    end = text.slice(-elementLength);
  }
  return false;
}

async function* readSheetRows({ sheet, parser }: OpenSheet): AsyncGenerator<SheetRow, void, undefined> {
  try {
    yield* readXml(sheet.pieces(), parser);
  } catch (fault) {
    throw toInvalidInput(fault);
  }
}

function toInvalidInput(fault: unknown): unknown {
  if (!(fault instanceof RefusedFile)) return fault;
  return InvalidInput.forPath('', fault.fault === 'not-a-zip' ? 'is not an .xlsx workbook' : fault.detail);
}
