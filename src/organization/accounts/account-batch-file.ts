import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import type { FileProgram } from '../../platform/files/file-program.js';
import { InvalidInput } from '../../platform/http/problems.js';

export const batchColumns = ['email', 'name', 'role', 'agency', 'affiliation', 'title', 'endsAt'] as const;
export type BatchColumn = (typeof batchColumns)[number];

const requiredColumns = ['email', 'name', 'role'] as const satisfies readonly BatchColumn[];
const maxRows = 500;

/** Row of the file. The header is row 1. Empty cells are omitted. */
export interface FileRow {
  readonly row: number;
  readonly cells: Readonly<Partial<Record<BatchColumn, string>>>;
  readonly hasTooManyCells: boolean;
}

export const batchProgram: FileProgram<null, readonly FileRow[]> = {
  worker: new URL('./account-batch-file.worker.js', import.meta.url),
  async *read(bytes) {
    yield parseRows(await text(bytes));
  },
};

/** Parses a CSV file (RFC 4180) with its columns in any order. Throws 422 if the file as a whole is invalid. */
function parseRows(csv: string): FileRow[] {
  const [headings = [], ...records] = parseRecords(csv);
  const columns = headings.map(findColumn);
  if (new Set(columns).size !== columns.length) throw InvalidInput.forPath('/csv', 'has a column twice');
  const missing = requiredColumns.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw InvalidInput.forPath('/csv', `has no column ${missing.join(', ')} in its first line`);
  const rows = records.flatMap((record, at) => parseRow(record, at + 2, columns));
  if (rows.length > maxRows) throw InvalidInput.forPath('/csv', `must hold at most ${maxRows} rows`);
  return rows;
}

function parseRecords(csv: string): string[][] {
  try {
    return parse(csv, { relax_column_count: true, record_delimiter: '\n' });
  } catch {
    throw InvalidInput.forPath('/csv', 'is not valid CSV: a quotation mark is not closed or is misplaced');
  }
}

function findColumn(heading: string): BatchColumn {
  const found = batchColumns.find((column) => column.toLowerCase() === heading.trim().toLowerCase());
  if (!found)
    throw InvalidInput.forPath('/csv', `has an unknown column; the known columns are ${batchColumns.join(', ')}`);
  return found;
}

function parseRow(record: readonly string[], row: number, columns: readonly BatchColumn[]): FileRow[] {
  const values = record.map((cell) => cell.trim());
  if (values.every((value) => value === '')) return [];
  const filled = columns.map((column, at) => [column, values[at] ?? ''] as const).filter(([, value]) => value !== '');
  const hasTooManyCells = values.slice(columns.length).some((value) => value !== '');
  return [{ row, cells: Object.fromEntries(filled), hasTooManyCells }];
}
