import { InvalidInput } from '../../platform/http/problems.js';
import { maxSearchedRows } from './import.enums.js';

/** Rule that finds the head of a file. */
export interface HeadRule {
  /** Number of the head, if the request names it. */
  readonly row: number | null;
  /** Whether a text is the name of a column. */
  readonly isKnown: (text: string) => boolean;
}

/** Rule that takes the first row as the head. */
export const firstRowIsHead: HeadRule = { row: null, isKnown: () => false };

interface NumberedRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface FoundHead<Row> {
  readonly head: Row;
  /** Rows after the head that were read during the search. */
  readonly after: readonly Row[];
}

const minKnownColumns = 2;

/**
 * Finds the head: the named row, or else the first of the first rows with two known columns. Without such a row it is the first with one,
 * or else the first row. Rejects a file without rows, or without the named row (422).
 */
export async function findHead<Row extends NumberedRow>(
  rows: AsyncIterator<Row, unknown>,
  { row: named, isKnown }: HeadRule,
): Promise<FoundHead<Row>> {
  const read: Row[] = [];
  const count = ({ cells }: Row): number => cells.filter((cell) => isKnown(cell)).length;
  while (named !== null || read.length < maxSearchedRows) {
    const next = await rows.next();
    if (next.done === true) break;
    const row = next.value;
    if (named !== null && row.row > named) break;
    if (named === null ? count(row) >= minKnownColumns : row.row === named) return { head: row, after: [] };
    if (named === null) read.push(row);
  }
  if (named !== null)
    throw InvalidInput.forPath('', `has no row ${named}, or that row is blank: name the row of the head`);
  const found = Math.max(
    0,
    read.findIndex((row) => count(row) > 0),
  );
  const head = read[found];
  if (head === undefined) throw InvalidInput.forPath('', 'is empty');
  return { head, after: read.slice(found + 1) };
}

/** Fault of a row with the names of the columns again. */
export const repeatedHead = 'repeats the head: remove the row';

/**
 * Whether a row below the head has its names again. Rejects a row with the names of other columns (422): the rows below it would be read
 * into the columns of the first head.
 */
export function isHeadAgain(head: readonly string[], { row, cells }: NumberedRow, { isKnown }: HeadRule): boolean {
  // Almost every row has a date or a number, and the names need not be compared.
  if (cells.some(beginsWithDigit)) return false;
  const texts = cells.filter((cell) => cell.trim() !== '');
  const known = texts.filter((cell) => isKnown(cell));
  if (known.length < minKnownColumns || known.length * 2 < texts.length) return false;
  const isSame = cells.every((cell, index) => cell.trim() === '' || cell.trim() === head[index]?.trim());
  if (isSame) return true;
  throw InvalidInput.forPath('', `has a second head in row ${row}: save each table as a file of its own`);
}

function beginsWithDigit(cell: string): boolean {
  const code = cell.charCodeAt(0);
  return code >= 48 && code <= 57;
}
