import type { FileRow } from './file-row.js';

/** So many rows to a transaction: each takes some ten statements, and the complaints of those that are entered are locked until its end. */
export const rowsOfARecordLot = 100;

/** Fewer rows than were asked for where they are long: so many characters, where rows are long: a lot is what waits in memory. */
const charactersOfALot = 2_000_000;

/** Rows by the lot, as they go into the database: so many at most. */
export async function* inLots(
  rows: AsyncIterable<FileRow>,
  most: number,
): AsyncGenerator<readonly FileRow[], void, undefined> {
  let lot: FileRow[] = [];
  let characters = 0;
  for await (const row of rows) {
    lot.push(row);
    characters += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (lot.length < most && characters < charactersOfALot) continue;
    yield lot;
    lot = [];
    characters = 0;
  }
  if (lot.length > 0) yield lot;
}
