import { parse, CsvError, type Parser } from 'csv-parse';
import { Readable } from 'node:stream';
import { InvalidInput, Problem } from '../../platform/http/problems.js';
import { readJson } from '../../platform/http/read-json.js';
import { partsOf } from '../../platform/streams/owned-stream.js';
import { widerThanHeadings, type FileRow, type FileRows } from './file-row.js';
import { textOf } from './file-text.js';
import { mostBytesOfRow, mostColumns, mostRows, type ImportFormat } from './import.words.js';
import { xlsxRows } from './xlsx/xlsx-rows.js';

type Reader = (bytes: AsyncIterable<Buffer>, columns: readonly string[], leavesOutOther: boolean) => Promise<FileRows>;

/**
 * Readers by format, which reject a file of another format (422). A format without headings takes its columns from the
 * caller.
 */
export const readers: Readonly<Record<ImportFormat, Reader>> = {
  csv: csvRows,
  ndjson: ndjsonRows,
  xlsx: xlsxRows,
};

/** Reads CSV (RFC 4180) with the column names on its first line. An empty line is not a row. */
async function csvRows(bytes: AsyncIterable<Buffer>): Promise<FileRows> {
  const parser = parse({ relax_column_count: true, bom: true, max_record_size: mostBytesOfRow });
  takeAnyLength(parser);
  const source = Readable.from(textOf(bytes));
  // The parser reports the errors of both streams. Its end destroys the source.
  source.on('error', (fault) => parser.destroy(fault));
  parser.on('close', () => source.destroy());
  source.pipe(parser);
  const records = partsOf<string[]>(parser);
  const first = await next(records);
  if (first === null) throw InvalidInput.at('', 'is empty');
  requireFew(first);
  return { columns: first, rows: rowsOf(records, first.length), close: () => parser.destroy() };
}

/**
 * Makes rows of any length cheap. For each row of a different length the parser creates an error and drops it. That
 * takes a hundred times as long as the row. So the expected length is always that of the row.
 */
function takeAnyLength(parser: Parser): void {
  const { state } = parser as unknown as { readonly state: { readonly record: readonly string[] } };
  Object.defineProperty(state, 'expectedRecordLength', { get: () => state.record.length, set: () => undefined });
}

async function* rowsOf(records: AsyncIterator<string[]>, width: number): AsyncGenerator<FileRow, void, undefined> {
  try {
    for (let row = 2; ; row += 1) {
      const cells = await next(records);
      if (cells === null) return;
      requireFewLines(row - 1);
      if (cells.every((cell) => cell === '')) continue;
      const isWider = cells.length > width && cells.slice(width).some((cell) => cell !== '');
      yield isWider ? { row, cells, fault: widerThanHeadings } : { row, cells };
    }
  } finally {
    await records.return?.();
  }
}

async function next(records: AsyncIterator<string[]>): Promise<string[] | null> {
  try {
    const read = await records.next();
    return read.done === true ? null : read.value;
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    if (fault.code === 'CSV_MAX_RECORD_SIZE') throw tooLong();
    throw InvalidInput.at('', 'is not valid CSV: a quotation mark is not closed or is misplaced');
  }
}

/** Reads one JSON object per line. */
function ndjsonRows(
  bytes: AsyncIterable<Buffer>,
  columns: readonly string[],
  leavesOutOther: boolean,
): Promise<FileRows> {
  return Promise.resolve({ columns, rows: objectRows(bytes, columns, leavesOutOther), close: () => undefined });
}

async function* objectRows(
  bytes: AsyncIterable<Buffer>,
  columns: readonly string[],
  leavesOutOther: boolean,
): AsyncGenerator<FileRow, void, undefined> {
  const places = new Map(columns.map((column, at) => [column, at]));
  let row = 0;
  for await (const line of linesOf(textOf(bytes))) {
    row += 1;
    requireFewLines(row);
    if (line.trim() === '') continue;
    yield { row, ...objectRow(line, places, leavesOutOther) };
  }
}

function objectRow(line: string, places: ReadonlyMap<string, number>, leavesOutOther: boolean): Omit<FileRow, 'row'> {
  const cells = Array.from({ length: places.size }, () => '');
  let object: object;
  try {
    object = readJson(Buffer.from(line));
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    return { cells, fault: 'is not a JSON object, or has a duplicate key' };
  }
  for (const [key, value] of Object.entries(object) as [string, unknown][]) {
    const at = places.get(key);
    if (at === undefined && leavesOutOther) continue;
    if (at === undefined) return { cells, fault: 'has an unknown key' };
    if (value === null) continue;
    if (typeof value !== 'string' && typeof value !== 'boolean') {
      return { cells, fault: 'has a value that is neither a text, true, false nor null' };
    }
    cells[at] = String(value);
  }
  return { cells };
}

/** Yields the lines of a text, none longer than the limit of a row. A line in many small parts is joined once. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let parts: string[] = [];
  let length = 0;
  const add = (part: string): void => {
    length += part.length;
    if (length > mostBytesOfRow) throw tooLong();
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
function requireFewLines(lines: number): void {
  if (lines > mostRows) throw InvalidInput.at('', `must hold at most ${mostRows} rows, including empty ones`);
}

function requireFew(columns: readonly string[]): void {
  if (columns.length > mostColumns) throw InvalidInput.at('', `must have at most ${mostColumns} columns`);
}

function tooLong(): InvalidInput {
  return InvalidInput.at(
    '',
    `has a row of more than ${mostBytesOfRow} characters, or a quotation mark that is not closed`,
  );
}
