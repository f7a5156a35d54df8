/** Limits of the format for the columns and rows of a sheet. */
export const maxColumn = 16_384;
const maxRow = 1_048_576;

/** Position of a cell: its row from 1, its column from 0. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** Parses `AB12`; null for anything else. */
export function parseCellReference(reference: string): CellPosition | null {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(reference) ?? [];
  if (letters === undefined || digits === undefined) return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const row = Number(digits);
  return column > maxColumn || row > maxRow ? null : { row, column: column - 1 };
}

export interface CellRange {
  readonly from: CellPosition;
  readonly to: CellPosition;
}

/** Parses `A2:B9` or one cell; null for anything else. */
export function parseRange(reference: string): CellRange | null {
  const [first = '', last = first] = reference.split(':');
  const [from, to] = [parseCellReference(first), parseCellReference(last)];
  return from && to ? { from, to } : null;
}
