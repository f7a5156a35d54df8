import { isPlaceholder } from '../../platform/validation/placeholders.js';
import type { FileRow } from './file-row.js';
import { normalizeWord } from './codes.js';
import type { ParsedCell } from './parsed-cell.js';
import type { CellReading } from './reading-rules.js';
import type { ColumnFault } from './row-fault.js';

/** Parsed cell with its field, and its text in the file; null for a constant. */
export interface FieldCell {
  readonly field: string;
  readonly cell: string | null;
  readonly parsed: ParsedCell;
}

export interface ParsedRow {
  readonly values: Readonly<Record<string, string>>;
  /** Fields of an instant with a day alone. */
  readonly daysAlone: readonly string[];
  /** Faults of optional cells, whose text is kept. */
  readonly warnings: ColumnFault[];
  readonly faults: ColumnFault[];
}

/**
 * Parses each cell of a row by the field of its column. An empty cell has no value. A constant is the value of a field
 * without one.
 */
export function parseCells(row: FileRow, columns: readonly (string | null)[], reading: CellReading): FieldCell[] {
  const cells: FieldCell[] = [];
  for (let index = 0; index < columns.length; index += 1) {
    const field = columns[index] ?? null;
    const parsed = field === null ? null : parseCell(row, index, field, reading);
    if (field !== null && parsed !== null) cells.push({ field, cell: row.cells[index] ?? '', parsed });
  }
  for (const { field, value } of reading.constants) {
    const parsed = cells.some((cell) => cell.field === field)
      ? undefined
      : reading.fields[field]?.parse(value, reading.zone);
    if (parsed) cells.push({ field, cell: null, parsed });
  }
  return cells;
}

/** Parses a row. A missing required value is a fault. */
export function parseRow(row: FileRow, columns: readonly (string | null)[], reading: CellReading): ParsedRow {
  const values: Record<string, string> = {};
  const daysAlone: string[] = [];
  const warnings: ColumnFault[] = [];
  const faults: ColumnFault[] = [];
  for (const { field, cell, parsed } of parseCells(row, columns, reading)) {
    if ('fault' in parsed) {
      (isKeptUnread({ field, cell }, reading) ? warnings : faults).push({ column: field, detail: parsed.fault });
      continue;
    }
    values[field] = parsed.value;
    if (parsed.isDayAlone === true) daysAlone.push(field);
  }
  return { values, daysAlone, warnings, faults: [...faults, ...findMissing(values, faults, reading)] };
}

/** Whether the text of a faulty cell stays in the narrative. A formula or an error value has no text. */
export function isKeptUnread({ field, cell }: Pick<FieldCell, 'field' | 'cell'>, { fields }: CellReading): boolean {
  return fields[field]?.isUnreadKept === true && cell !== null && cell.trim() !== '';
}

/** Returns a fault for each required field with neither a value nor a fault. */
export function findMissing(
  values: Readonly<Record<string, string>>,
  faults: readonly ColumnFault[],
  { fields }: CellReading,
): ColumnFault[] {
  const wrong = new Set(faults.map(({ column }) => column));
  return Object.entries(fields)
    .filter(([name, { isRequired }]) => isRequired && values[name] === undefined && !wrong.has(name))
    .map(([column]) => ({ column, detail: 'must not be empty' }));
}

function parseCell(
  { cells, cellFaults }: FileRow,
  index: number,
  field: string,
  { fields, zone, translations }: CellReading,
): ParsedCell | null {
  const fault = cellFaults?.get(index);
  if (fault !== undefined) return { fault };
  const cell = cells[index]?.trim() ?? '';
  if (cell === '') return null;
  const known = fields[field];
  const value = translations.get(field)?.get(normalizeWord(cell));
  if (known === undefined || (value === undefined && known.isSparse === true && isPlaceholder(cell))) return null;
  return known.parse(value ?? cell, zone);
}
