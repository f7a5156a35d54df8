import { parse, CsvError, type Parser } from 'csv-parse';
import { Readable } from 'node:stream';
import { InvalidInput, Problem } from '../../platform/http/problems.js';
import { readJson } from '../../platform/http/read-json.js';
import { partsOf } from '../../platform/streams/owned-stream.js';
import { tooManyCells, type FileRow, type FileRows } from './file-row.js';
import { detectSeparator } from './detect-separator.js';
import { decodeText } from './file-text.js';
import { findHead, isHeadAgain, repeatedHead, type HeadRule } from './head-row.js';
import {
  maxRowCharacters,
  maxColumns,
  maxRows,
  maxSearchedRows,
  separatorCharacters,
  type ImportFormat,
} from './import.enums.js';
import { readXlsx } from './xlsx/xlsx-rows.js';

/** Rules by which a file is read. A format without headings takes its columns from the caller. */
export interface FileRules {
  readonly columns: readonly string[];
  readonly leavesOutOther: boolean;
  readonly head: HeadRule;
}

type Reader = (bytes: AsyncIterable<Buffer>, rules: FileRules) => Promise<FileRows>;

/** Readers by format, which reject a file of another format (422). */
export const readers: Readonly<Record<ImportFormat, Reader>> = {
  csv: readCsv,
  ndjson: readNdjson,
  xlsx: (bytes, { head }) => readXlsx(bytes, head),
};

/** Number of characters in which the separator is searched. */
const maxStartCharacters = 65_536;

/** Reads CSV (RFC 4180). Its separator is detected, and its head is found by the rule. A blank line is not a row. */
async function readCsv(bytes: AsyncIterable<Buffer>, { head: rule }: FileRules): Promise<FileRows> {
  const text = decodeText(bytes);
  const start = await readStart(text);
  const separator = detectSeparator(start, rule.isKnown);
  const delimiter = separatorCharacters[separator];
  const parser = parse({ relax_column_count: true, bom: true, max_record_size: maxRowCharacters, delimiter });
  acceptAnyLength(parser);
  const source = Readable.from(continueText(start, text));
  // The parser reports the errors of both streams, and destroys the source when it ends.
  source.on('error', (fault) => parser.destroy(fault));
  parser.on('close', () => source.destroy());
  source.pipe(parser);
  const records = readRecords(partsOf<string[]>(parser));
  try {
    const { head, after } = await findHead(records, rule);
    const columns = removeUnnamedEnd(head.cells);
    requireMaxColumns(columns);
    const rows = readRows(after, records, { columns, rule });
    return { columns, headRow: head.row, separator, rows, close: () => parser.destroy() };
  } catch (fault) {
    parser.destroy();
    throw fault;
  }
}

/** Reads the first lines of a text, or as much as they may have. */
async function readStart(text: AsyncIterator<string>): Promise<string> {
  let start = '';
  while (start.length < maxStartCharacters && start.split('\n', maxSearchedRows + 1).length <= maxSearchedRows) {
    const next = await text.next();
    if (next.done === true) break;
    start += next.value;
  }
  return start;
}

async function* continueText(start: string, rest: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  if (start !== '') yield start;
  yield* rest;
}

/** Removes columns without a name at the end, which programs write for formatted empty cells. */
function removeUnnamedEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}

/**
 * Makes rows of any length cheap: the expected length is always that of the row. Otherwise the parser creates and drops an error for each,
 * which takes a hundred times as long.
 */
function acceptAnyLength(parser: Parser): void {
  const { state } = parser as unknown as { readonly state: { readonly record: readonly string[] } };
  Object.defineProperty(state, 'expectedRecordLength', { get: () => state.record.length, set: () => undefined });
}

/** Yields the records that are not blank, with their numbers. */
async function* readRecords(records: AsyncIterator<string[]>): AsyncGenerator<FileRow, void, undefined> {
  try {
    for (let row = 1; ; row += 1) {
      const cells = await nextRecord(records);
      if (cells === null) return;
      requireMaxRows(row - 1);
      if (cells.some((cell) => cell.trim() !== '')) yield { row, cells };
    }
  } finally {
    await records.return?.();
  }
}

async function* readRows(
  first: readonly FileRow[],
  others: AsyncGenerator<FileRow, void, undefined>,
  { columns, rule }: { readonly columns: readonly string[]; readonly rule: HeadRule },
): AsyncGenerator<FileRow, void, undefined> {
  const check = (row: FileRow): FileRow => {
    if (isHeadAgain(columns, row, rule)) return { ...row, fault: repeatedHead };
    const width = columns.length;
    const isWider = row.cells.length > width && row.cells.slice(width).some((cell) => cell !== '');
    return isWider ? { ...row, fault: tooManyCells } : row;
  };
  try {
    for (const row of first) yield check(row);
    for await (const row of others) yield check(row);
  } finally {
    await others.return();
  }
}

async function nextRecord(records: AsyncIterator<string[]>): Promise<string[] | null> {
  try {
    const read = await records.next();
    return read.done === true ? null : read.value;
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    if (fault.code === 'CSV_MAX_RECORD_SIZE') throw rowTooLong();
    throw InvalidInput.forPath('', 'is not valid CSV: a quotation mark is not closed or is misplaced');
  }
}

function readNdjson(bytes: AsyncIterable<Buffer>, { columns, leavesOutOther }: FileRules): Promise<FileRows> {
  const rows = readObjectRows(bytes, columns, leavesOutOther);
  return Promise.resolve({ columns, headRow: null, separator: null, rows, close: () => undefined });
}

async function* readObjectRows(
  bytes: AsyncIterable<Buffer>,
  columns: readonly string[],
  leavesOutOther: boolean,
): AsyncGenerator<FileRow, void, undefined> {
  const columnIndexes = new Map(columns.map((column, index) => [column, index]));
  let row = 0;
  for await (const line of splitLines(decodeText(bytes))) {
    row += 1;
    requireMaxRows(row);
    if (line.trim() === '') continue;
    yield { row, ...parseObjectRow(line, columnIndexes, leavesOutOther) };
  }
}

function parseObjectRow(
  line: string,
  columnIndexes: ReadonlyMap<string, number>,
  leavesOutOther: boolean,
): Omit<FileRow, 'row'> {
  const cells = Array.from({ length: columnIndexes.size }, () => '');
  let object: object;
  try {
    object = readJson(Buffer.from(line));
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    return { cells, fault: 'is not a JSON object, or has a duplicate key' };
  }
  for (const [key, value] of Object.entries(object) as [string, unknown][]) {
    const index = columnIndexes.get(key);
    if (index === undefined && leavesOutOther) continue;
    if (index === undefined) return { cells, fault: 'has an unknown key' };
    if (value === null) continue;
    if (typeof value !== 'string' && typeof value !== 'boolean') {
      return { cells, fault: 'has a value that is neither a text, true, false nor null' };
    }
    cells[index] = String(value);
  }
  return { cells };
}

/** Yields the lines of a text, none longer than the limit of a row. A line in many small parts is joined once. */
async function* splitLines(text: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let parts: string[] = [];
  let length = 0;
  const add = (part: string): void => {
    length += part.length;
    if (length > maxRowCharacters) throw rowTooLong();
    if (part !== '') parts.push(part);
  };
  for await (const piece of text) {
    const [first = '', ...others] = piece.split('\n');
    add(first);
    for (const next of others) {
      yield parts.join('');
      [parts, length] = [[], 0];
      add(next);
    }
  }
  if (length > 0) yield parts.join('');
}

/** Limits the number of lines. Empty rows count, because they are read too. */
function requireMaxRows(lines: number): void {
  if (lines > maxRows) throw InvalidInput.forPath('', `must hold at most ${maxRows} rows, including empty ones`);
}

function requireMaxColumns(columns: readonly string[]): void {
  if (columns.length > maxColumns) throw InvalidInput.forPath('', `must have at most ${maxColumns} columns`);
}

function rowTooLong(): InvalidInput {
  return InvalidInput.forPath(
    '',
    `has a row of more than ${maxRowCharacters} characters, or a quotation mark that is not closed`,
  );
}
