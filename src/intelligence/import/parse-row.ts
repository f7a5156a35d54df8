import { parseCell, type Fields } from './field.js';
import type { FileRow } from './file-row.js';
import type { ColumnFault } from './row-fault.js';

export interface ParsedRow {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: ColumnFault[];
}

/** Parses each cell of a row by the field of its column. A missing required value is a fault. */
export function parseRow(row: FileRow, columns: readonly (string | null)[], fields: Fields, zone: string): ParsedRow {
  const values: Record<string, string> = {};
  const faults: ColumnFault[] = [];
  for (const [index, name] of columns.entries()) {
    const field = name === null ? undefined : fields[name];
    const read = field === undefined ? null : parseCell(row, index, field, zone);
    if (name === null || read === null) continue;
    if ('fault' in read) faults.push({ column: name, detail: read.fault });
    else values[name] = read.value;
  }
  const wrong = new Set(faults.map(({ column }) => column));
  for (const [name, { isRequired }] of Object.entries(fields)) {
    if (isRequired && values[name] === undefined && !wrong.has(name)) {
      faults.push({ column: name, detail: 'must not be empty' });
    }
  }
  return { values, faults };
}
