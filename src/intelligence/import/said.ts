import { readCell, type Fields } from './field.js';
import type { FileRow } from './file-row.js';
import type { FaultOfRow } from './row-fault.js';

/** Values of a row by field; an empty cell has none. */
export interface SaidByRow {
  readonly said: Readonly<Record<string, string>>;
  readonly faults: FaultOfRow[];
}

/** Parses each cell of a row by the field of its column. A missing required value is a fault. */
export function saidIn(row: FileRow, columns: readonly (string | null)[], fields: Fields, zone: string): SaidByRow {
  const said: Record<string, string> = {};
  const faults: FaultOfRow[] = [];
  for (const [at, name] of columns.entries()) {
    const field = name === null ? undefined : fields[name];
    const read = field === undefined ? null : readCell(row, at, field, zone);
    if (name === null || read === null) continue;
    if ('fault' in read) faults.push({ column: name, detail: read.fault });
    else said[name] = read.value;
  }
  const wrong = new Set(faults.map(({ column }) => column));
  for (const [name, { isNeeded }] of Object.entries(fields)) {
    if (isNeeded && said[name] === undefined && !wrong.has(name)) {
      faults.push({ column: name, detail: 'must not be empty' });
    }
  }
  return { said, faults };
}
