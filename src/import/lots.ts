import type { FileRow } from './file-row.js';

/** So many rows go into the database at once: a transaction of some ten milliseconds. */
const rowsOfALot = 1000;
/** Or so many characters of them, where rows are long: a lot is what waits in memory. */
const charactersOfALot = 2_000_000;

/** Rows by the lot, as they go into the database. */
export async function* inLots(rows: AsyncIterable<FileRow>): AsyncGenerator<readonly FileRow[], void, undefined> {
  let lot: FileRow[] = [];
  let characters = 0;
  for await (const row of rows) {
    lot.push(row);
    characters += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (lot.length < rowsOfALot && characters < charactersOfALot) continue;
    yield lot;
    lot = [];
    characters = 0;
  }
  if (lot.length > 0) yield lot;
}
